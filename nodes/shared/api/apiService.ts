import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InvalidValue } from '../values/invalidValue';

/** What an API says about a failure, in the words of its own answer. */
export interface ApiErrorText {
	message?: string;
	code?: string;
	requestId?: string;
}

/** What the shared code must know of a service to talk to it. One object per service. */
export interface ApiService {
	/** As users know it, e.g. "Vambe AI". Used in messages. */
	name: string;
	credentialType: string;
	/** Credential fields whose text must never show up anywhere. */
	secretFields: readonly string[];
	/** Requests/s by default; 0 means no pacing. */
	requestsPerSecond: number;
	/** The base URL that a credential asks for, as it was typed. */
	baseUrl(credentials: ICredentialDataDecryptedObject): string;
	/** Reads an error answer; empty when the answer has none of the documented shapes. */
	readError(body: unknown): ApiErrorText;
}

/** A text field of a credential; '' when it is not set. */
export function credentialText(credentials: ICredentialDataDecryptedObject, field: string): string {
	const value = credentials[field];
	return typeof value === 'string' ? value : '';
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks and normalises a base URL: where the keys of a credential are sent.
 *
 * @returns the URL without a trailing slash; a path is kept, for gateways that add a prefix.
 * @throws {InvalidValue} when the text is no URL, carries user info, a query or a fragment, or would
 * send the keys in clear text to another machine.
 */
export function checkedBaseUrl(typed: string): string {
	const invalid = (problem: string) =>
		new InvalidValue('Base URL', problem, 'Correct the Base URL in the credential.');
	let url: URL;
	try {
		url = new URL(typed.trim());
	} catch {
		throw invalid('Base URL in the credential is not a URL');
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw invalid('Base URL in the credential must start with https://');
	}
	if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
		throw invalid(
			'Base URL in the credential uses http://, which would send the keys unencrypted; only this machine (localhost) may be reached that way',
		);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw invalid(
			'Base URL in the credential may hold a host and a path, but no user name, query or fragment',
		);
	}
	return url.origin + url.pathname.replace(/\/+$/, '');
}
