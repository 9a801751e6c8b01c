import type { Answer } from './answer';
import type { Patience } from './outcome';
import type { Account } from './pace/account';
import type { Turn } from './pace/lane';
import {
	backoffMs,
	isAboutRequest,
	isDefinite,
	isRetryable,
	isThrottle,
	MAX_ASKED_WAIT_MS,
	pauseMs,
	type AttemptFailure,
	type Backoff,
} from './retryPolicy';
import type { Trail } from './trail';

/** What a server that never took a request has to outlast: a limit per minute. */
const MINUTE_MS = 60_000;

/** An attempt that failed. */
export interface FailedAttempt {
	turn: Turn;
	answer: Answer;
	failure: AttemptFailure;
	/** What is known of it, if it is a 429. */
	refusal?: Refusal;
}

/** A 429, and how others fare. */
export interface Refusal {
	/** Whether it is the trouble of this request, or of its run, alone. */
	isOwn: boolean;
	/** Pace (requests/s) of the account when it began, if only this request, or run, is refused since. */
	paceOfOthers?: number;
}

export interface DecisionContext {
	account: Account;
	backoff: Backoff;
	/** What happened, in words. */
	describe(answer: Answer): string;
	/** A number in [0, 1). */
	random: () => number;
}

/** Another attempt, after a wait of its own; what the whole account waits for is in its pause. */
export interface Again {
	waitMs: number;
	/** ms by which the pause of the account became longer. */
	pausedMs: number;
}

/**
 * Decides what follows a failed attempt, and tells the account:
 *
 * 1. A failure that another attempt cannot help, or that must not arrive twice, ends the request. So does
 *    a wait longer than anybody's patience. What was asked for still holds for the others.
 * 2. A 429 is about the pace at first: the account pauses, and nothing is charged to the request. Where
 *    everything is refused for too long, it ends; and with it all the others, if it is not the only one.
 *    One whose time is limited ends alone: the others may have more patience.
 * 3. Turned away again while others get through, the request waits alone. As many of these as it has
 *    retries are put down to the pace, too; further ones use them up.
 * 4. Any other passing failure uses up a retry. One that names a wait holds up the account; else only this
 *    request waits.
 *
 * @returns undefined when the request is over.
 */
export function decide(
	attempt: FailedAttempt,
	trail: Trail,
	patience: Patience,
	context: DecisionContext,
): Again | undefined {
	const { turn, answer, failure, refusal } = attempt;
	const { account } = context;
	charge(attempt, trail, patience);
	const endsAlone = refusal !== undefined && patience.totalMs !== undefined;
	const mayRetry =
		isRetryable(failure, patience.idempotent) &&
		trail.counted <= patience.maxRetries &&
		(failure.waitMs ?? 0) <= MAX_ASKED_WAIT_MS;
	if (!mayRetry) {
		if (isThrottle(failure) && !refusal?.isOwn) holdUpOthers(attempt, account);
		if (!endsAlone) tellBreaker(attempt, false, context);
		return undefined;
	}
	if (refusal?.isOwn) {
		if (refusal.paceOfOthers !== undefined) account.restorePace(refusal.paceOfOthers);
		return { waitMs: ownWaitMs(failure, trail, context), pausedMs: 0 };
	}
	if (refusal) account.onRefused(trail);
	if (refusal && isRefusingAll(failure, patience, account)) {
		if (endsAlone) return undefined;
		if (account.refusesSeveral) account.giveUp(context.describe(answer));
		else tellBreaker(attempt, false, context);
		return undefined;
	}
	tellBreaker(attempt, true, context);
	if (!isThrottle(failure)) return { waitMs: ownWaitMs(failure, trail, context), pausedMs: 0 };
	const pausedMs = account.onThrottled(
		turn,
		refusal?.paceOfOthers === undefined,
		askedPauseMs(attempt, account),
		(inARow) => pauseMs(context.backoff, inARow, context.random),
	);
	return { waitMs: 0, pausedMs };
}

/** A request that is over says all the same that the pace was too fast, and for how long to wait. */
function holdUpOthers({ turn, failure, refusal }: FailedAttempt, account: Account): void {
	const waitMs = Math.min(failure.waitMs ?? 0, MAX_ASKED_WAIT_MS);
	if (refusal) account.onThrottled(turn, refusal.paceOfOthers === undefined, waitMs, () => 0);
	else account.pause(waitMs);
}

/** ms to pause as the server asked. "At once" was wrong when it refuses again: servers round down to 0. */
function askedPauseMs({ failure, refusal }: FailedAttempt, account: Account): number | undefined {
	const isWrong = failure.waitMs === 0 && refusal !== undefined && account.refusals > 0;
	return isWrong ? undefined : failure.waitMs;
}

/** Notes what an attempt costs its request. */
function charge({ refusal }: FailedAttempt, trail: Trail, { maxRetries }: Patience): void {
	if (refusal) trail.refused++;
	const isForPace = refusal && !(refusal.isOwn && trail.refused > maxRetries);
	if (!isForPace || maxRetries === 0) trail.counted++;
}

function ownWaitMs(failure: AttemptFailure, { counted }: Trail, context: DecisionContext): number {
	return (
		failure.waitMs ?? backoffMs(failure, context.backoff, Math.max(1, counted), context.random)
	);
}

/**
 * Whether a server that says 429 to everything has been waited for long enough. Where it says for how
 * long, each wait is one retry of all. Where it does not, or is wrong again and again and refuses several,
 * a limit per minute must be outlasted; and more, where it took requests before and it is not one request
 * alone that it refuses.
 */
function isRefusingAll(
	{ waitMs }: AttemptFailure,
	{ maxRetries, longestRefusalMs = MINUTE_MS }: Patience,
	{ refusals, refusedMs, refusesSeveral, accepted }: Account,
): boolean {
	if (waitMs !== undefined) {
		return refusals >= maxRetries && (refusedMs > MINUTE_MS || !refusesSeveral);
	}
	return refusedMs > (accepted > 0 && refusesSeveral ? longestRefusalMs : MINUTE_MS);
}

/** What an attempt says about the life of the server; a 429 that will be tried again says nothing. */
function tellBreaker(
	{ turn, answer, failure, refusal }: FailedAttempt,
	willRetry: boolean,
	{ account, describe }: DecisionContext,
): void {
	if (isAboutRequest(failure) || refusal?.isOwn) {
		account.onAnswered(turn);
		return;
	}
	if (refusal && willRetry) return;
	// What is sure to come again is said to each request anew. Anything else may be one event for all.
	const sentAt = isDefinite(failure) ? account.clock.now() : turn.at;
	account.onFailure(sentAt, describe(answer), willRetry);
}
