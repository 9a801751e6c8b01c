import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Backoff } from '../send/retryPolicy';

/** One key of a credential, and the header it travels in. */
export interface Key {
	/** Field of the credential. */
	field: string;
	/** The field as the user sees it, e.g. "API Key". */
	displayName: string;
	/** Name of the header, in lower case. */
	header: string;
}

/** What an API says about a failure, in the words of its own answer. */
export interface ApiErrorText {
	message?: string;
	code?: string;
	requestId?: string;
}

/** Numbers that one service sets. */
export interface ServiceLimits {
	/** Requests/s by default; 0 means no pacing. */
	requestsPerSecond: number;
	/** Longest request body in bytes. */
	bodyBytes: number;
	/** Bounds of the first wait before another attempt, in ms. */
	backoff: Backoff;
}

/** What the shared code must know of a service to talk to it. One object per service. */
export interface Service {
	/** As users know it, e.g. "Example AI". Used in messages. */
	name: string;
	credentialType: string;
	/** Keys of its credential: sent with every request, and never shown anywhere. */
	keys: readonly Key[];
	/** Its own hosts, separated by commas: where a new credential may be used at first. */
	domains: string;
	limits: ServiceLimits;
	/** The base URL that a credential asks for, as it was typed. */
	baseUrl(credentials: ICredentialDataDecryptedObject): string;
	/**
	 * What an answer with status 2xx says when it is a refusal all the same, whatever was asked for.
	 * Left out where the service documents none.
	 */
	refusal?(body: unknown): ApiErrorText | undefined;
	/** Reads an error answer; empty when the answer has none of the documented shapes. */
	readError(body: unknown): ApiErrorText;
}

/** A text field of a credential; '' when it is not set. */
export function credentialText(credentials: ICredentialDataDecryptedObject, field: string): string {
	const value = credentials[field];
	return typeof value === 'string' ? value : '';
}
