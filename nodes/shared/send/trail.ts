import type { Answer } from './answer';
import type { Effort } from './outcome';
import type { Account } from './pace/account';

/** A request, or a run, is in trouble of its own when chance would refuse it so often less than this often. */
const UNLIKELY = 0.03;

/**
 * Tells a 429 for the pace from one for a request itself, or for its run: that is turned away again and
 * again while others get through.
 */
export class Refusals {
	/** How the account fared when the first refusal came: answers to all its requests, and its pace. */
	private before: { accepted: number; refused: number; pace: number } | undefined;

	/** When the last one left that was noted, and the answers that had let others through by then. */
	private last = { sentAt: -Infinity, accepted: -1 };

	/** Refusals noted. */
	private count = 0;

	/** Those of them that came when others had got through since the one before. */
	private inARow = 0;

	constructor(private readonly account: Account) {}

	/**
	 * Notes a refusal. What was under way together is turned away together, and tells no more than one.
	 *
	 * @param sentAt when the request left, on the clock of the account.
	 */
	note(sentAt: number, now: number): void {
		const { accepted, refused, pace } = this.account;
		this.before ??= { accepted, refused: refused - 1, pace };
		this.count++;
		if (sentAt < this.last.sentAt || accepted <= this.last.accepted) return;
		this.inARow++;
		this.last = { sentAt: now, accepted };
	}

	/** Notes that one of those that were refused got through. */
	clear(): void {
		this.before = undefined;
		this.last = { sentAt: -Infinity, accepted: -1 };
		this.count = this.inARow = 0;
	}

	/** Answers to others since the first refusal. */
	private get others(): { accepted: number; refused: number } {
		const { accepted, refused } = this.before ?? this.account;
		return {
			accepted: this.account.accepted - accepted,
			refused: this.before ? this.account.refused - refused - this.count : 0,
		};
	}

	/**
	 * The pace (requests/s) of the account before all this, when nobody else was refused since, and others
	 * got through: then it need not have been lowered.
	 */
	get paceOfOthers(): number | undefined {
		const { accepted, refused } = this.others;
		return accepted > 0 && refused === 0 ? this.before?.pace : undefined;
	}

	/** Whether this is no matter of the pace, by how others fared since the first refusal. */
	get areOwn(): boolean {
		const { accepted, refused } = this.others;
		// Rule of succession: a few answers say little about a share.
		const share = (refused + 1) / (accepted + refused + 2);
		return accepted > 0 && share ** this.inARow < UNLIKELY;
	}
}

/** What one request has been through so far. */
export class Trail {
	/** How often it was sent. */
	attempts = 0;

	/** Failures that use up its retries. */
	counted = 0;

	/** How often it was answered 429. */
	refused = 0;

	/** Whether an attempt that was followed by another may have arrived. */
	mayHaveArrived = false;

	/** What came back last. */
	answer: Answer | undefined;

	/** Whether it was turned away for load before. */
	wasOverload = false;

	readonly refusals: Refusals;

	/** @param endAt when patience ends, on the clock of the account; `Infinity` for never. */
	constructor(
		account: Account,
		readonly endAt = Infinity,
	) {
		this.refusals = new Refusals(account);
	}

	get effort(): Effort {
		return { attempts: this.attempts, mayHaveArrived: this.mayHaveArrived };
	}
}
