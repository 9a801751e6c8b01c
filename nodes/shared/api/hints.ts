import { TIMED_OUT, UNREADABLE } from '../send/answer';

/** General advice by status. */
export const HINTS: Readonly<Record<number, string>> = {
	400: 'Compare the values of this item with what the field descriptions ask for.',
	401: 'Check the keys in the credential: they are wrong, revoked, or belong to another environment.',
	403: 'The keys are valid but may not do this. Ask for the permission, or for the feature to be turned on for the account.',
	404: 'Check the ID of this item: nothing with it exists in this account.',
	409: 'A record with this ID exists already.',
	413: 'Send less data with this item.',
	422: 'Compare the values of this item with what the field descriptions ask for.',
	429: 'Set Requests per Second in the options to a low number, where 0 is no limit, or run the workflow later.',
};
const ADDRESS_HINT =
	'Check the Base URL in the credential: the address does not exist there. It is the host alone, without the path of the API.';
export const FOREIGN_HINT =
	'A firewall or a proxy refused the request, or the Base URL in the credential leads to another server. Check the Base URL, and ask whoever runs the network to let n8n through.';
/** Too much at once is too much, whoever says so: proxies limit sizes and rates, too. */
export const FOREIGN_HINTS: Readonly<Record<number, string | undefined>> = {
	413: HINTS[413],
	429: HINTS[429],
};
export const FOREIGN_PASSING_HINT =
	'A proxy in front of the service could not reach it. Run the failed items again later; if it keeps failing, check the Base URL in the credential.';
export const REDIRECT_HINT =
	'Set the Base URL in the credential to the address the service redirects to, if you trust it.';
const CERTIFICATE_HINT =
	'Ask the owner of the server for a valid certificate, or add it to those n8n trusts (NODE_EXTRA_CA_CERTS).';
const REFUSED_HINT =
	'The service does not accept this request. Check the Base URL in the credential and what the account may do.';
export const SERVER_HINT =
	'The service has a problem of its own. Run the failed items again later, or raise Max Retries in the options.';
export const GIVEN_UP_HINT = 'Fix what the message names, then run the failed items again.';
export const MAYBE_DONE_HINT =
	'Fix what the message names, then run the failed items again. This one may have been carried out although no success was reported.';

/** In words, because n8n replaces a message that holds a raw code such as the ones here. */
export const NETWORK_REASONS: Readonly<Record<string, string>> = {
	[TIMED_OUT]: 'no complete answer within the timeout',
	[UNREADABLE]: 'the answer is not JSON; it was cut off, or came from a proxy in between',
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: 'the connection was closed before the answer was complete',
	ECONNABORTED: 'the connection was closed before the answer was complete',
	ENOTFOUND: 'its host name is not known',
	EAI_AGAIN: 'its host name could not be looked up',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain is self-signed',
	CERT_HAS_EXPIRED: 'its certificate has expired',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
};
export const NETWORK_HINTS: Readonly<Record<string, string>> = {
	[TIMED_OUT]:
		'Raise Timeout in the options, or set Concurrency to a low number, where 0 is automatic.',
	DEPTH_ZERO_SELF_SIGNED_CERT: CERTIFICATE_HINT,
	SELF_SIGNED_CERT_IN_CHAIN: CERTIFICATE_HINT,
	CERT_HAS_EXPIRED: CERTIFICATE_HINT,
	ERR_TLS_CERT_ALTNAME_INVALID:
		'Check the Base URL in the credential: it must name the host as its certificate does.',
};

/** A path that names a record: with a UUID or a number in it. */
const NAMES_RECORD = /[0-9a-f]{8}-|\d{4,}/i;
/** "Contact not found", but not "Not Found" alone, which says nothing about a record. */
const RECORD_NOT_FOUND = /\S\s+(not found|does not exist|doesn't exist)/i;
/** What web frameworks say of an address that they do not have. */
const NO_SUCH_ADDRESS = /^Cannot [A-Z]+ \//;

/**
 * What to do about a status.
 *
 * @param path of the request, as far as it is known.
 * @param message what the API said.
 */
export function hintFor(statusCode: number, path: string, message = ''): string {
	if (statusCode === 404) {
		const isAboutRecord = NAMES_RECORD.test(path) || RECORD_NOT_FOUND.test(message);
		if (!isAboutRecord || NO_SUCH_ADDRESS.test(message)) return ADDRESS_HINT;
	}
	return HINTS[statusCode] ?? (statusCode < 500 ? REFUSED_HINT : SERVER_HINT);
}
