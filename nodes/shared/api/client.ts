import type { Context } from '../n8n/cancelSignal';
import { toNodeError } from '../n8n/showFailure';
import { systemClock } from '../n8n/systemClock';
import { TIMED_OUT, type Answer } from '../send/answer';
import type { Clock } from '../send/clock';
import { accountOf } from '../send/pace/accounts';
import type { Effort, Outcome, Patience } from '../send/outcome';
import { attemptFailure, mayHaveHappened } from '../send/retryPolicy';
import { Sender } from '../send/sender';
import { failureFromError, type Failure } from '../values/failure';
import {
	failureFromAnswer,
	failureOfOneTry,
	givenUpFailure,
	pausedFailure,
	refusedFailure,
	unexpectedFailure,
	unmatchedFailure,
} from './failure';
import { apiRequest, connect, type ApiRequest, type Connection } from './request';
import type { ApiErrorText, Service } from './service';

// What others declare for it: requests, and the facts of a service.
export { authenticateWith } from './keys';
export { REFUSED_BASE_URL, SAFE_BASE_URL } from './baseUrl';
export { connect } from './request';
export { credentialText, type Key } from './service';
export { TIMED_OUT };
export type { ApiErrorText, ApiRequest, Connection, Patience, Service };

export interface ClientOptions {
	/** Requests/s never exceeded, together with others of the account; 0 for no limit. Default: the service's. */
	requestsPerSecond?: number;
	/** Requests under way at once, for whoever asks {@link Client.concurrency}; 0, the default, to find out. */
	concurrency?: number;
	/** Injected by tests. */
	clock?: Clock;
	/** Injected by tests; a number in [0, 1). */
	random?: () => number;
}

/** What became of one request, after all its attempts. No key is in it. */
export type Reply =
	/** @property serverTime Unix time (ms), in whole seconds, by the clock of the server, if it told. */
	| ({ outcome: 'accepted'; body: unknown; serverTime?: number } & Effort)
	| ({
			outcome: 'failed';
			failure: Failure;
			statusCode?: number;
			body?: unknown;
			/** Of a request that must not arrive twice: whether it may have been carried out all the same. */
			mayHaveHappened?: boolean;
	  } & Effort)
	/** The client was stopped first. With no attempts, nothing was sent. */
	| ({ outcome: 'stopped' } & Effort);

/**
 * The one door to an API: runs, polls and the editor's lists send through it and nothing else. Reads the
 * credential, keeps to the pace and the pauses of its account, retries, hides keys, and says in words why
 * a request failed.
 */
export class Client {
	private constructor(
		private readonly connection: Connection,
		private readonly sender: Sender,
	) {}

	/**
	 * Reads the credential of a node and checks where its keys would go. Sends nothing.
	 *
	 * @throws {InvalidValue} when the credential cannot be used: n8n does not hand it over, a key holds a
	 * character that no header can or is empty, or the base URL is not one that keys may be sent to.
	 */
	static async open(context: Context, service: Service, options?: ClientOptions): Promise<Client> {
		return Client.over(await connect(context, service), options);
	}

	/** The same for a credential that was read already. */
	static over(
		connection: Connection,
		{ requestsPerSecond, concurrency, clock = systemClock, random }: ClientOptions = {},
	): Client {
		const { service } = connection;
		const sender = new Sender({
			requestsPerSecond: requestsPerSecond ?? service.limits.requestsPerSecond,
			concurrency,
			backoff: service.limits.backoff,
			describe: (answer) => failureFromAnswer(service, answer).message,
			account: accountOf(connection.account, clock),
			clock,
			random,
		});
		return new Client(connection, sender);
	}

	/** The service that it sends to. */
	get service(): Service {
		return this.connection.service;
	}

	/** Where requests go: checked, without a trailing slash. */
	get baseUrl(): string {
		return this.connection.baseUrl;
	}

	/** Attempts beyond the first, over all requests. */
	get retries(): number {
		return this.sender.retries;
	}

	/** ms for which the service asked this client to wait. */
	get pausedMs(): number {
		return this.sender.pausedMs;
	}

	/** Requests/s at present; `Infinity` when nothing limits them. */
	get perSecond(): number {
		return this.sender.perSecond;
	}

	/** ms that are left of a pause of the account. */
	get pauseMs(): number {
		return this.sender.pauseMs;
	}

	/** How many requests may be under way at once, at present. */
	get concurrency(): number {
		return this.sender.concurrency.current;
	}

	get stopped(): boolean {
		return this.sender.stopped;
	}

	/** Sends nothing new. Requests under way still get their answer. */
	stop(): void {
		this.sender.stop();
	}

	/** Sends nothing new and aborts what is under way. */
	cancel(): void {
		this.sender.cancel();
	}

	/** Sends one request until it is accepted, refused, or not worth another attempt. Never rejects. */
	async send(request: ApiRequest, patience: Patience): Promise<Reply> {
		const outcome = await this.sender.send(
			(signal) => apiRequest(this.connection, request, patience.timeoutMs, signal),
			patience,
		);
		return this.reply(outcome, request, patience);
	}

	/**
	 * The failure for a record that the body of an answer says was refused.
	 *
	 * @param statusCode of the answer, where that was no success either, as for a batch.
	 */
	refused(refusal: ApiErrorText, statusCode?: number): Failure {
		return refusedFailure(this.service, refusal, statusCode);
	}

	/** The failure for an accepted answer that is not what was asked for. */
	unexpected(expected: 'object' | 'list'): Failure {
		return unexpectedFailure(this.service, expected);
	}

	/** The failure for the answer to a batch that cannot be matched to its records. */
	unmatched(body: unknown): Failure {
		return unmatchedFailure(this.service, body);
	}

	private reply(outcome: Outcome, request: ApiRequest, { idempotent }: Patience): Reply {
		const { service } = this;
		const { attempts, mayHaveArrived } = outcome;
		const effort = { attempts, mayHaveArrived };
		switch (outcome.outcome) {
			case 'accepted': {
				const refusal = service.refusal?.(outcome.body);
				if (!refusal) return outcome;
				// The server had it in hand: nobody knows how far it came before it said no.
				const facts = idempotent ? effort : { mayHaveHappened: true, ...effort };
				return { outcome: 'failed', failure: refusedFailure(service, refusal), ...facts };
			}
			case 'stopped':
				return outcome;
			case 'failed': {
				const { statusCode, body }: Answer = outcome.answer;
				const failure = failureFromAnswer(service, outcome.answer, request.path);
				if (idempotent) return { outcome: 'failed', failure, statusCode, body, ...effort };
				const mayHave = mayHaveHappened(attemptFailure(outcome.answer));
				const facts = { statusCode, body, mayHaveHappened: mayHave, ...effort };
				return { outcome: 'failed', failure: failureOfOneTry(service, failure, mayHave), ...facts };
			}
			case 'givenUp': {
				const mayBeDone = mayHaveArrived && request.method !== 'GET';
				const failure = givenUpFailure(service, { ...outcome, mayBeDone });
				return { outcome: 'failed', failure, ...effort };
			}
			case 'paused':
				return { outcome: 'failed', failure: pausedFailure(service, outcome.ms), ...effort };
		}
	}
}

/**
 * The same for what fails as a whole: a poll, or a list in the editor.
 *
 * @throws {NodeOperationError} when the credential cannot be used.
 */
export async function openClient(
	context: Context,
	service: Service,
	options?: ClientOptions,
): Promise<Client> {
	try {
		return await Client.open(context, service, options);
	} catch (error) {
		throw toNodeError(context.getNode(), failureFromError(error));
	}
}
