import type { Answer } from './answer';

/**
 * Gives up on a dead server: after this many items in a row failed for reasons that retries are
 * meant for, the rest of the run fails at once, in seconds instead of hours.
 */
const CONSECUTIVE_FAILURES = 10;

/** Counts failures across the items of one run. */
export class CircuitBreaker {
	private inARow = 0;

	private last: Answer | undefined;

	/** Why the server has been given up for the rest of the run; undefined while it has not. */
	get verdict(): { inARow: number; last: Answer } | undefined {
		const { inARow, last } = this;
		return last && inARow >= CONSECUTIVE_FAILURES ? { inARow, last } : undefined;
	}

	/** Any answer that is not a failure of the server, even a 404, shows that it is alive. */
	onAlive(): void {
		if (!this.verdict) this.inARow = 0;
	}

	/** An item used up its retries, or a request its whole time-out. */
	onDead(answer: Answer): void {
		if (this.verdict) return;
		this.inARow++;
		this.last = answer;
	}
}
