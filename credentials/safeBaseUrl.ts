import { SAFE_BASE_URL } from '../nodes/shared/api/client';

/**
 * The base URL of a credential's test request, as an n8n expression.
 *
 * The test sends the keys, so it keeps the rule of the nodes. A test request has no place for code,
 * and its failure shows the host it was sent to: an address that cannot exist (RFC 2606) says why
 * instead of sending.
 *
 * @param address expression for the address as it was typed.
 */
export function safeBaseUrl(address: string): string {
	// Copied from a page, an address may hold characters that nobody sees; the nodes clean it, too.
	const typed = `(${address} ?? '').replace(/\\p{Cf}/gu, '').trim()`;
	return `={{ ${SAFE_BASE_URL}.test(${typed}) ? ${typed} : "https://base-url-must-start-with-https.invalid" }}`;
}
