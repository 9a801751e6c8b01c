/** What came back from one attempt: an answer with any status, or none. */
export type Answer =
	| {
			statusCode: number;
			body: unknown;
			/** ms that the server asks to wait before the next request. */
			waitMs?: number;
			/** Unix time (ms), in whole seconds, by the clock of the server. */
			serverTime?: number;
	  }
	| { statusCode?: undefined; body?: undefined; networkCode: string };

/** No complete answer within the time-out. */
export const TIMED_OUT = 'TIMED_OUT';
/** An answer arrived that is not the API's. */
export const UNREADABLE = 'UNREADABLE';

export function isAccepted(answer: Answer): answer is Answer & { statusCode: number } {
	return answer.statusCode !== undefined && answer.statusCode >= 200 && answer.statusCode < 300;
}

/**
 * A 2xx whose body is text is not the API speaking: it answers JSON or nothing. It was cut off, or a
 * proxy answered. Counts as no answer, so that it is tried again and never reported as done.
 */
export function readable(answer: Answer): Answer {
	const isText = isAccepted(answer) && typeof answer.body === 'string' && answer.body.trim() !== '';
	return isText ? { networkCode: UNREADABLE } : answer;
}
