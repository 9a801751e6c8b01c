/**
 * Gives up on a dead server: after this many items in a row failed for reasons that retries are
 * meant for, the rest of the run fails at once, in seconds instead of hours.
 */
const CONSECUTIVE_FAILURES = 10;

/** Counts failures across the items of one run. */
export class CircuitBreaker {
	private inARow = 0;

	private lastReason = '';

	/** Whether the server has been given up for the rest of the run. */
	get open(): boolean {
		return this.inARow >= CONSECUTIVE_FAILURES;
	}

	/** What the user is told about items that were not tried any more. */
	get reason(): string {
		return `not sent, because ${CONSECUTIVE_FAILURES} items in a row failed before it. The last one: ${this.lastReason}`;
	}

	/** Any answer that is not a failure of the server, even a 404, shows that it is alive. */
	onAlive(): void {
		if (!this.open) this.inARow = 0;
	}

	/** An item used up its retries, or a request its whole time-out. */
	onDead(reason: string): void {
		if (this.open) return;
		this.inARow++;
		this.lastReason = reason;
	}
}
