import type { ICredentialTestRequest } from 'n8n-workflow';

import type { Service } from '../nodes/shared/api/client';

/** n8n applies rules of several kinds; only its type wants one kind in a list. */
type Rules = NonNullable<ICredentialTestRequest['rules']>;

const REDIRECTS = [301, 302, 303, 307, 308];
const OUTAGES = [500, 502, 503, 504];

/** A value in an answer with status 2xx that makes it a failure. */
export interface BadAnswer {
	/** Path in the answer. The first character of an answer that is a text is at "0". */
	key: string;
	value: unknown;
	/** Default: the answer is not the service's. */
	message?: string;
}

/**
 * What the test of a credential says, in words, of answers that the service does not give to good keys.
 *
 * @param refused what 401 means.
 */
export function answerRules(
	{ name }: Service,
	refused: string,
	badAnswers: readonly BadAnswer[],
): Rules {
	const notIt = `Something answers at this Base URL, but not as ${name} does. Check the address: mostly it is the host alone, without a path.`;
	const statuses: ReadonlyArray<[statuses: number[], message: string]> = [
		[[401], refused],
		[
			[403],
			`${name} answered 403: the keys may not do this, or a firewall does not let n8n through. Ask whoever administers your ${name} account, then whoever runs your network.`,
		],
		[[404, 405], notIt],
		[
			REDIRECTS,
			'This Base URL leads on to another address, which is not followed. Enter that one, if you trust it.',
		],
		[
			OUTAGES,
			`${name}, or something in front of it, has a problem of its own. Try again later; if it stays, check the Base URL.`,
		],
	];
	return [
		...statuses.flatMap(([values, message]) =>
			values.map((value) => ({ type: 'responseCode', properties: { value, message } })),
		),
		...[{ key: '0', value: '<' }, ...badAnswers].map((bad: BadAnswer) => ({
			type: 'responseSuccessBody',
			properties: { message: notIt, ...bad },
		})),
	] as Rules;
}
