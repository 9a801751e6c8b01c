import type { Answer } from './answer';
import type { GivenUp } from './circuitBreaker';

/** How often and how long one request is tried. */
export interface Patience {
	/** ms for one attempt, answer included. */
	timeoutMs: number;
	/** Attempts after the first. */
	maxRetries: number;
	/** Whether the request may arrive twice. */
	idempotent: boolean;
	/**
	 * ms for all of it: attempts, the waits between them, pauses of the account. Default: no limit. A 429 that
	 * ends a request which has one says nothing about how long others should wait.
	 */
	totalMs?: number;
	/**
	 * For how long (ms) a server that took requests before may answer everything with 429 and no word of
	 * how long to wait. Default: a minute, as where it never took any.
	 */
	longestRefusalMs?: number;
}

/** What one request took. */
export interface Effort {
	/** How often it was sent. */
	attempts: number;
	/** Whether an attempt before the last one may have arrived: not after 429 or a refused connection. */
	mayHaveArrived: boolean;
}

/** What became of one request, after all its attempts. */
export type Outcome = Effort &
	/** @property serverTime Unix time (ms), in whole seconds, by the clock of the server, if it told. */
	(
		| { outcome: 'accepted'; body: unknown; serverTime?: number }
		| { outcome: 'failed'; answer: Answer }
		/** Too many failed before it. With an answer it was sent, and is not sent again. */
		| { outcome: 'givenUp'; because: GivenUp; answer?: Answer }
		/** The account pauses for longer than this request has patience: not sent (again). */
		| { outcome: 'paused'; ms: number }
		/** The run ended first. With no attempts, nothing was sent. */
		| { outcome: 'stopped' }
	);
