import { UNREADABLE } from '../send/answer';

/** Messages of the HTTP client that carry no code, and the code they stand for. */
const PHRASES: ReadonlyArray<[phrase: RegExp, code: string]> = [
	[/socket hang up|aborted|disconnected before secure/i, 'ECONNRESET'],
	[/incorrect header check|decompression failed|^parse error/i, UNREADABLE],
	[/timeout of \d+ ?ms exceeded/i, 'ETIMEDOUT'],
	[/self-signed certificate in certificate chain/i, 'SELF_SIGNED_CERT_IN_CHAIN'],
	[/does not match certificate's altnames/i, 'ERR_TLS_CERT_ALTNAME_INVALID'],
	[/self-signed certificate/i, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
	[/certificate has expired/i, 'CERT_HAS_EXPIRED'],
	[/unable to verify the first certificate/i, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
];

/** A code as Node.js writes them: ECONNRESET, EAI_AGAIN, CERT_HAS_EXPIRED. */
const CODE = /\b((?!ERROR\b)E[A-Z]{3,}(?:_[A-Z]+)*|[A-Z]{2,}(?:_[A-Z]+)+)\b/;

/** Codes for an answer that is not HTTP, or not packed as it says: HPE_INVALID_CHUNK_SIZE, Z_DATA_ERROR. */
const UNDECODABLE = /^(HPE|Z|ERR__ERROR|ERR_BROTLI)_/;

interface WrappedError {
	code?: unknown;
	/** What the machine was doing, e.g. "connect", "read", "write". */
	syscall?: unknown;
	message?: unknown;
	/** The original messages, which n8n keeps when it replaces `message` with a friendlier one. */
	messages?: unknown;
	cause?: unknown;
}

/**
 * Why a call brought no answer: the code of the socket, DNS or TLS error. Some versions of n8n keep
 * the error of the HTTP client as `cause`, others only its message.
 *
 * A connection that had come about can end with a code that else says that none did: a network that
 * goes away is EHOSTUNREACH before and after.
 *
 * @returns "UNKNOWN" when no version's place holds a code.
 */
export function networkCodeOf(error: unknown): string {
	const code = codeOf(error);
	return UNDECODABLE.test(code) ? UNREADABLE : code;
}

function codeOf(error: unknown): string {
	const { cause, code, message, messages } = error as WrappedError;
	const { code: causeCode, syscall } = (cause ?? {}) as WrappedError;
	if (syscall === 'read' || syscall === 'write') return 'ECONNRESET';
	if (typeof causeCode === 'string') return causeCode;
	if (typeof code === 'string') return code;
	const kept: unknown[] = Array.isArray(messages) ? messages : [];
	const texts = [...kept, message].filter((text) => typeof text === 'string');
	for (const text of texts) {
		const phrase = PHRASES.find(([pattern]) => pattern.test(text));
		const found = phrase?.[1] ?? CODE.exec(text)?.[1];
		if (found) return found;
	}
	return 'UNKNOWN';
}
