import { Account } from './account';
import type { Timers } from '../clock';

/**
 * When the next request of one run may leave: by the limit of the run, and by what the account allows
 * that it sends with.
 */
export class Pace {
	/** Milliseconds for which a server asked this run to wait. */
	pausedMs = 0;

	/** Requests/s never exceeded; `Infinity` for no limit. */
	private readonly limit: number;

	/**
	 * @param timers of the run: nothing waits any more once they are stopped.
	 * @param requestsPerSecond never exceeded, together with other runs of the account that have the
	 * same limit; 0 means no limit.
	 * @param account shared with whatever else sends with the same keys to the same host.
	 */
	constructor(
		private readonly timers: Timers,
		requestsPerSecond: number,
		private readonly account = new Account(timers.clock),
	) {
		this.limit = requestsPerSecond > 0 ? requestsPerSecond : Infinity;
		timers.onStop(() => account.release(this));
	}

	/** Answers that let a request of the account through. */
	get accepted(): number {
		return this.account.accepted;
	}

	/** Requests/s at present, for this run; `Infinity` when nothing limits them. */
	get perSecond(): number {
		return Math.min(this.limit, this.account.perSecond);
	}

	/**
	 * Resolves when one request may leave, or when the run stops. First come, first served.
	 *
	 * @returns when that was, on the clock of the run.
	 */
	async turn(): Promise<number> {
		if (this.timers.stopped) return this.timers.clock.now();
		return await this.account.turn(this.limit, this);
	}

	/** Waits for the end of a request that has its turn, and notes how long that took. */
	async during<T>(request: Promise<T>): Promise<T> {
		const { clock } = this.timers;
		const sentAt = clock.now();
		this.account.onSent();
		try {
			return await request;
		} finally {
			this.account.onOver(clock.now() - sentAt);
		}
	}

	/** Tells that the server took a request: the pace may grow. */
	onAccepted(): void {
		this.account.onAccepted();
	}

	/**
	 * Tells that the server turned a request away. Nothing new leaves for `ms` milliseconds.
	 *
	 * @param sentAt when the request left, on the clock of the run.
	 */
	onThrottled(ms: number, sentAt: number = this.timers.clock.now()): void {
		this.pausedMs += this.account.onThrottled(ms, sentAt);
	}
}
