import { REFUSED_BASE_URL, SAFE_BASE_URL } from '../nodes/shared/api/client';

/**
 * The base URL of a credential's test request, as an n8n expression.
 *
 * The test sends the keys, so it keeps the rule of the nodes. An expression cannot say what is wrong with an
 * address; `authenticate` of the credential can, which knows the address that stands for an unsafe one.
 *
 * @param address expression for the address as it was typed.
 */
export function safeBaseUrl(address: string): string {
	// Copied from a page, an address may hold characters that nobody sees; the nodes clean it, too.
	const typed = `(${address} ?? '').replace(/\\p{Cf}/gu, '').trim()`;
	return `={{ ${SAFE_BASE_URL}.test(${typed}) ? ${typed} : "${REFUSED_BASE_URL}" }}`;
}
