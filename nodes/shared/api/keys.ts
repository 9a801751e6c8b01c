import { createHmac, randomBytes } from 'node:crypto';

import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { checkAllowedDomains } from '../n8n/allowedDomains';
import { cleanIdentifier } from '../values/clean';
import { InvalidValue } from '../values/invalidValue';
import { checkedBaseUrl, isInTheClear, REFUSED_BASE_URL } from './baseUrl';
import type { Key, Service } from './service';

type Authenticate = Extract<IAuthenticate, (...args: never[]) => unknown>;

/** What Node's HTTP client refuses in the value of a header (RFC 9110, section 5.5). */
const NOT_FOR_HEADERS = /[^\t\u0020-\u007e\u0080-\u00ff]/u;

/**
 * A key as it is sent: without invisible characters wherever they stand, and without white space of any
 * kind at its ends. Nobody's key holds these; copying from a page or a chat adds them.
 *
 * @param typed as it was typed into the credential, or what an expression there yields.
 * @returns '' when it is not set.
 */
export function cleanApiKey(typed: unknown): string {
	const text = typeof typed === 'number' ? String(typed) : typed;
	return typeof text === 'string' ? cleanIdentifier(text) : '';
}

/**
 * The headers that carry the keys of a credential: the only place where a key becomes part of a request,
 * for the nodes, the credential test, HTTP Request and "Custom API Call" alike.
 *
 * @throws {InvalidValue} for a key that is empty, and for one that no header can hold; it names the field
 * and the character, and nothing else of the key.
 */
export function keyHeaders(
	credentials: ICredentialDataDecryptedObject,
	keys: readonly Key[],
): Record<string, string> {
	return Object.fromEntries(
		keys.map(({ field, displayName, header }) => {
			const key = cleanApiKey(credentials[field]);
			if (NO_KEYS.has(key)) throw empty(displayName);
			const [character] = NOT_FOR_HEADERS.exec(key) ?? [];
			if (character !== undefined) throw notForHeaders(displayName, character);
			return [header, key];
		}),
	);
}

/** What stands where no key does; a text for the last two, when an expression refers to nothing. */
const NO_KEYS: ReadonlySet<string> = new Set(['', 'undefined', 'null']);

function empty(displayName: string): InvalidValue {
	return new InvalidValue(
		displayName,
		`${displayName} in the credential is empty`,
		`Enter the ${displayName} in the credential. If it is an expression there, check what that refers to.`,
	);
}

function notForHeaders(displayName: string, character: string): InvalidValue {
	const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
	// A line break or the like would break the message, and shows nothing.
	const shown = /\p{C}|\p{Z}/u.test(character) ? '' : ` "${character}"`;
	return new InvalidValue(
		displayName,
		`${displayName} in the credential holds the character${shown} (U+${code}), which no API key can hold; copy the key again and paste it as plain text`,
		`Correct the ${displayName} in the credential.`,
	);
}

/** A request as n8n's helpers hand it over: the newer one has `url`, the older one `uri`. */
type Outgoing = IHttpRequestOptions & { uri?: string };

/**
 * No key follows a redirect. n8n keeps back the header `Authorization` where a redirect leads to another
 * host, and nothing else. The newer helper reads the first of these, the older one the others.
 */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

/**
 * What a credential class has for `authenticate`: the keys join a request here, whichever node makes it,
 * and only where they may go. So the rules below hold for HTTP Request, "Custom API Call" and the pages of
 * either, too.
 *
 * A function, because n8n evaluates an object of expressions anew for every request, at 0.7 ms each
 * (n8n 2.4.8 to 2.40.7; noticed by the bench).
 *
 * @returns a function that rejects with an {@link InvalidValue} where {@link keyHeaders} throws one, for
 * `http://` to another machine, for the test of a credential whose base URL is not safe, and for a host that
 * the Allowed Domains of the credential leave out.
 */
export function authenticateWith(service: Service): Authenticate {
	return async (credentials, request) => {
		checkDestination(service, credentials, request);
		const headers = { ...request.headers, ...keyHeaders(credentials, service.keys) };
		return await Promise.resolve({ ...request, ...NO_REDIRECTS, headers });
	};
}

/** @throws {InvalidValue} */
function checkDestination(
	service: Service,
	credentials: ICredentialDataDecryptedObject,
	{ url, uri, baseURL }: Outgoing,
): void {
	const address = url ?? uri ?? '';
	const whole = URL.canParse(address) ? address : `${baseURL ?? ''}${address}`;
	if (whole.startsWith(REFUSED_BASE_URL)) checkedBaseUrl(service.baseUrl(credentials));
	// What is no address is refused by n8n itself.
	if (!URL.canParse(whole)) return;
	if (isInTheClear(whole)) {
		throw new InvalidValue(
			'URL',
			`The URL ${new URL(whole).origin} uses http://, which would send the keys of the credential unencrypted`,
			'Use https://. Only this machine (localhost) may be reached with http://.',
		);
	}
	const { domains } = service;
	checkAllowedDomains(credentials, whole, { domains, baseUrl: service.baseUrl(credentials) });
}

/** Makes the hash below useless outside of this process. */
const SALT = randomBytes(32);

/**
 * What tells accounts apart in this process: the same for the same keys at the same host, and nothing
 * that leads back to a key.
 *
 * @param baseUrl checked.
 * @param headers from {@link keyHeaders}.
 */
export function accountId(baseUrl: string, headers: Record<string, string>): string {
	const account = JSON.stringify([new URL(baseUrl).host, Object.entries(headers).sort()]);
	return createHmac('sha256', SALT).update(account).digest('hex');
}
