import { apiRequest, type ApiAnswer, type ApiRequest, type Connection } from '../api/apiRequest';
import type { ApiService } from '../api/apiService';
import { CircuitBreaker } from './circuitBreaker';
import { systemClock, Timers, type Clock } from './clock';
import { answerFailure, givenUpFailure, noAnswerFailure, type Failure } from '../api/failure';
import { Pace } from './pace';
import {
	isRetryable,
	isThrottle,
	isTransientNetworkCode,
	retryDelayMs,
	TIMED_OUT,
	UNREADABLE,
	type AttemptFailure,
} from './retryPolicy';

export interface SendLimits {
	/** ms for one attempt, answer included. */
	timeoutMs: number;
	/** Attempts after the first. */
	maxRetries: number;
}

/** What became of one request, after all its attempts. */
export type Delivered =
	| { outcome: 'accepted'; body: unknown; attempts: number }
	| { outcome: 'failed'; failure: Failure; attempts: number; body?: unknown }
	/** The run ended first. With no attempts, nothing was sent. */
	| { outcome: 'stopped'; attempts: number };

/**
 * How one run sends its requests: pace, retries and the decision to give up are shared by all of
 * them, so that one 429 slows the whole run and one dead server does not cost every item its retries.
 */
export class Delivery {
	readonly pace: Pace;

	/** Attempts beyond the first, over all requests. */
	retries = 0;

	/** Waits between attempts: they end when the run stops. */
	private readonly waits: Timers;

	/** Time-outs of requests under way: these may still answer when the run stops. */
	private readonly deadlines: Timers;

	private readonly breaker = new CircuitBreaker();

	/**
	 * @param requestsPerSecond never exceeded; 0 means no limit.
	 * @param clock, random injected by tests.
	 */
	constructor(
		private readonly connection: Connection,
		requestsPerSecond: number,
		clock: Clock = systemClock,
		private readonly random: () => number = Math.random,
	) {
		this.waits = new Timers(clock);
		this.deadlines = new Timers(clock);
		this.pace = new Pace(this.waits, requestsPerSecond);
	}

	get stopped(): boolean {
		return this.waits.stopped;
	}

	/** What a reader of this run's failures must never see. */
	get secrets(): readonly string[] {
		return this.connection.secrets;
	}

	get service(): ApiService {
		return this.connection.service;
	}

	/** Sends nothing new. Requests under way still get their answer. */
	stop(): void {
		this.waits.stop();
	}

	/** Sends nothing new and aborts what is under way. */
	cancel(): void {
		this.waits.stop();
		this.deadlines.stop();
	}

	/** Sends one request until it is accepted, refused, or not worth another attempt. */
	async send(request: ApiRequest, limits: SendLimits): Promise<Delivered> {
		let charged = 0;
		for (let attempts = 1; ; attempts++) {
			const sentAt = await this.pace.turn();
			if (this.stopped) return { outcome: 'stopped', attempts: attempts - 1 };
			if (this.breaker.open) {
				const failure = givenUpFailure(this.connection.service, this.breaker.reason);
				return { outcome: 'failed', failure, attempts: attempts - 1 };
			}
			if (attempts > 1) this.retries++;

			const acceptedBefore = this.pace.accepted;
			const answer = await this.attempt(request, limits.timeoutMs);
			if (isAccepted(answer)) {
				this.pace.onAccepted();
				this.breaker.onAlive();
				return { outcome: 'accepted', body: answer.body, attempts };
			}

			// Turned away while others got through: that is about the pace, not about this request.
			const justTooFast = answer.statusCode === 429 && this.pace.accepted > acceptedBefore;
			if (!justTooFast || limits.maxRetries === 0) charged++;
			const attempt = toAttemptFailure(answer);
			const retry = isRetryable(attempt) && charged <= limits.maxRetries;
			const delay = retry ? this.retryDelay(attempt, charged) : undefined;
			this.tellBreaker(answer, delay !== undefined);
			if (delay === undefined) {
				return { outcome: 'failed', failure: this.failureOf(answer), attempts, body: answer.body };
			}
			if (isThrottle(attempt)) this.pace.onThrottled(delay, sentAt);
			else await this.waits.wait(delay);
		}
	}

	/** One request, aborted when the whole answer is not there in time. */
	private async attempt(request: ApiRequest, timeoutMs: number): Promise<ApiAnswer> {
		const controller = new AbortController();
		const deadline = this.deadlines.start(timeoutMs);
		void deadline.done.then(() => controller.abort());
		const answer = await apiRequest(this.connection, request, timeoutMs, controller.signal);
		const late = controller.signal.aborted;
		deadline.cancel();
		return late && answer.statusCode === undefined ? { networkCode: TIMED_OUT } : readable(answer);
	}

	private retryDelay(attempt: AttemptFailure, charged: number): number | undefined {
		return retryDelayMs(attempt, Math.max(charged, 1), this.random, Date.now());
	}

	/**
	 * A time-out counts at once, as it took longer than all retries of a refused connection. A refused
	 * key counts too: it will be refused for every other item.
	 */
	private tellBreaker(answer: ApiAnswer, willRetry: boolean): void {
		const timedOut = answer.statusCode === undefined && answer.networkCode === TIMED_OUT;
		if (willRetry && !timedOut) return;
		const refused = answer.statusCode !== undefined && !isRetryable(answer);
		if (refused && answer.statusCode !== 401) this.breaker.onAlive();
		else this.breaker.onDead(this.failureOf(answer).message);
	}

	private failureOf(answer: ApiAnswer): Failure {
		const { service, secrets } = this.connection;
		return answer.statusCode === undefined
			? noAnswerFailure(service, answer.networkCode)
			: answerFailure(service, answer, secrets);
	}
}

function isAccepted(answer: ApiAnswer): answer is ApiAnswer & { statusCode: number } {
	return answer.statusCode !== undefined && answer.statusCode >= 200 && answer.statusCode < 300;
}

/**
 * A 2xx whose body is text is not the API speaking: both answer JSON or nothing. It was cut off, or
 * a proxy answered. Counts as no answer, so that it is tried again and never reported as done.
 */
function readable(answer: ApiAnswer): ApiAnswer {
	const isText = isAccepted(answer) && typeof answer.body === 'string' && answer.body.trim() !== '';
	return isText ? { networkCode: UNREADABLE } : answer;
}

function toAttemptFailure(answer: ApiAnswer): AttemptFailure {
	if (answer.statusCode !== undefined) return answer;
	return { transient: isTransientNetworkCode(answer.networkCode) };
}
