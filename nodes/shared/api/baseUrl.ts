import { cleanIdentifier } from '../values/clean';
import { InvalidValue } from '../values/invalidValue';

/**
 * Addresses that keys may be sent to: https with a host and maybe a path, or plain http to this
 * machine. No user name, query or fragment. The one source for the nodes and for the test request of
 * the credentials, where it stands in an expression.
 */
export const SAFE_BASE_URL =
	/^(https:\/\/[^\s/?#@\\]+|http:\/\/(localhost|127(\.\d{1,3}){1,3}|\[::1\])(:\d+)?)(\/[^\s?#\\]*)?$/i;

/**
 * Stands in the test request of a credential for an address that is not safe: one that cannot exist (RFC
 * 2606). The keys do not go there, and whoever adds them says what is wrong with what was typed.
 */
export const REFUSED_BASE_URL = 'https://base-url-must-start-with-https.invalid';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether an address is plain http to another machine, so that whoever is in between can read the keys. */
export function isInTheClear(address: string): boolean {
	const { protocol, hostname } = new URL(address);
	return protocol === 'http:' && !LOOPBACK.test(hostname);
}

const STARTS = 'https:// (http:// only for this machine)';

/** What is wrong with an address that is not safe; the first that fits. */
const PROBLEMS: ReadonlyArray<[fits: (url: URL) => boolean, problem: string]> = [
	[({ protocol }) => !/^https?:$/.test(protocol), `must start with ${STARTS}`],
	[
		({ href }) => isInTheClear(href),
		'uses http://, which would send the keys unencrypted; only this machine (localhost) may be reached that way',
	],
	[
		// An empty query or fragment, as browsers leave them behind, is in the address alone.
		({ username, password, href }) => username + password !== '' || /[?#]/.test(href),
		'may hold a host and a path, but no user name, query or fragment',
	],
];

/**
 * Checks and normalises a base URL: where the keys of a credential are sent.
 *
 * @returns the URL without a trailing slash; a path is kept, for gateways that add a prefix.
 * @throws {InvalidValue} when the text is no URL, carries user info, a query or a fragment, or would
 * send the keys in clear text to another machine.
 */
export function checkedBaseUrl(typed: string): string {
	const text = cleanIdentifier(typed);
	if (SAFE_BASE_URL.test(text) && URL.canParse(text)) {
		const { origin, pathname } = new URL(text);
		return origin + pathname.replace(/\/+$/, '');
	}
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const problem = url && PROBLEMS.find(([fits]) => fits(url))?.[1];
	throw new InvalidValue(
		'Base URL',
		`Base URL in the credential ${problem ?? `is not a URL, which starts with ${STARTS}`}`,
		'Correct the Base URL in the credential.',
	);
}
