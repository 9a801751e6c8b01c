import type { Clock } from './clock';

/** Items in a row that must fail, for reasons that retries are meant for, until nothing more is sent. */
const CONSECUTIVE_FAILURES = 10;
/** How long (ms) nothing is sent before one request looks whether the server is back. */
const OPEN_MS = 30_000;
/** A look that takes longer than this (ms) is not to be made by each run of a loop. */
const LONG_LOOK_MS = 1000;

/** Why nothing is sent at present. */
export interface GivenUp {
	/** Failures in a row. */
	inARow: number;
	/** The last of them in words, without anything of its answer's body. */
	last: string;
}

/**
 * Gives up on a dead server, in seconds instead of hours: the circuit breaker of an account.
 *
 * - Closed: requests leave. What was under way together counts as one failure, since it is one event.
 * - Open: nothing leaves.
 * - Half-open, after a while and for the first request of each run: one request looks. Its answer closes
 *   the circuit, or opens it again.
 */
export class CircuitBreaker {
	private state: 'closed' | 'open' | 'halfOpen' = 'closed';

	private inARow = 0;

	private last = '';

	/** When the last failure was counted. */
	private countedAt = -Infinity;

	private openedAt = -Infinity;

	private lookedAt = -Infinity;

	/** ms that the last look took. */
	private lookMs = 0;

	constructor(private readonly clock: Clock) {}

	/** Why the server is given up; undefined while requests leave. */
	get verdict(): GivenUp | undefined {
		return this.state === 'open' ? { inARow: this.inARow, last: this.last } : undefined;
	}

	/**
	 * Half-opens the circuit when it is time to look.
	 *
	 * @param isFirstOfRun whether somebody begins anew, and may know that the server is back. Where a look
	 * takes long, no more than half of the time is spent on it: each run of a loop would wait for a time-out.
	 */
	look(isFirstOfRun: boolean): void {
		if (this.state !== 'open') return;
		const openMs = this.clock.now() - this.openedAt;
		const mayLook = isFirstOfRun && (this.lookMs < LONG_LOOK_MS || openMs >= this.lookMs);
		if (openMs < OPEN_MS && !mayLook) return;
		this.state = 'halfOpen';
		this.lookedAt = this.clock.now();
	}

	/** Any answer that is not a failure of the server, even a 404, shows that it is alive. */
	onAlive(): void {
		if (this.state === 'open') return;
		this.state = 'closed';
		this.inARow = 0;
		this.last = '';
	}

	/**
	 * Tells of a failed attempt. One that will be repeated counts only when it was to look.
	 *
	 * @param sentAt when it left, on the clock.
	 * @param words what happened.
	 */
	onFailure(sentAt: number, words: string, willRetry: boolean): void {
		if (this.state === 'halfOpen' && sentAt >= this.lookedAt) {
			this.lookMs = this.clock.now() - this.lookedAt;
			this.open(this.inARow, words);
		} else if (this.state === 'closed' && !willRetry && sentAt >= this.countedAt) {
			this.countedAt = this.clock.now();
			this.inARow++;
			this.last = words;
			if (this.inARow >= CONSECUTIVE_FAILURES) this.open(this.inARow, words);
		}
	}

	/** Opens the circuit. @param inARow failures that are reason enough. */
	open(inARow: number, words: string): void {
		this.state = 'open';
		this.inARow = inARow;
		this.last = words;
		this.openedAt = this.clock.now();
	}
}
