import type { ConcurrencyLimit, Sign, Started } from './concurrency';

/** Where it starts: few enough for any server, and what is under way while it learns how long work takes. */
const FEW = 10;
/** Beyond this, what n8n does for each request is the limit, and not the server. */
const MOST = 60;
/** Answers that take less time than this (ms) are all the same: it is n8n that they wait for. */
const SHORTEST_MS = 1;
/** Answers that are judged together, at least. One alone says nothing where times spread widely. */
const WINDOW = 10;
/** By how much answers may slow down before the limit shrinks. */
const TOLERANCE = 1.5;
/** Requests that may queue at the server, so that there is always one to go on with. */
const QUEUE = 4;
/** Weight of what a window asks for against the limit so far. */
const SMOOTHING = 0.5;
/** Weight of one answer, and of a whole window, in how long work takes. */
const LATEST = { answer: 0.05, window: 0.2 };
/** What is left after a window that was refused for the most part, or again and again. */
const HALF = 0.5;
/** Share of the requests tried again that may be turned away again by chance. */
const BY_CHANCE = 0.4;
/** Weight of the last one in that share. */
const LATEST_RETRY = 0.3;
/** After a refusal the limit grows slowly at first: by this much more with each window without one. */
const CAUTION = 0.2;

/**
 * A limit that follows the answers, as Netflix's Gradient2 does: it grows while answers take no longer
 * than with few requests under way, and shrinks where they wait for each other.
 *
 * - It starts with {@link FEW} and one more for each answer, which doubles it with each round of them.
 * - How long work takes is learnt while few are under way, and only then: a queue of our own making must
 *   not pass for the server's pace.
 * - It is judged by the mean of many answers, so that times which spread widely do not shrink it.
 * - It shrinks by the share of requests that were turned away for load; chance alone takes it no lower
 *   than {@link FEW}. Where those tried again are turned away again, it is not chance.
 */
export class GradientLimit implements ConcurrencyLimit {
	private limit = FEW;

	private underWay = 0;

	/** Whether it still doubles. */
	private isStarting = true;

	/** How long work takes while few are under way, in ms, and the answers it is the mean of. */
	private workMs = 0;

	private learntFrom = 0;

	/** Share of the requests tried again that were turned away again, lately. */
	private againShare = 0;

	/** Windows without a refusal. */
	private calmWindows = Infinity;

	/** What left before this moment (ms) did so under a higher limit. */
	private loweredAt = -Infinity;

	private window = emptyWindow();

	/** Most requests under way in the window before. */
	private usedBefore = 0;

	get current(): number {
		return Math.floor(this.limit);
	}

	onStart(at: number, isRetry: boolean): Started {
		this.underWay++;
		return { at, underWay: this.underWay, limit: this.limit, isRetry };
	}

	onEnd(started: Started, now: number, sign: Sign): void {
		const { window } = this;
		const underWay = Math.max(started.underWay, this.underWay);
		this.underWay--;
		if (sign === 'none') return;
		const again = sign === 'overloaded' ? 1 : 0;
		if (started.isRetry) this.againShare += (again - this.againShare) * LATEST_RETRY;
		if (started.at < this.loweredAt) return;
		window.mostUnderWay = Math.max(window.mostUnderWay, underWay);
		if (sign === 'accepted') this.onAccepted(started, Math.max(SHORTEST_MS, now - started.at));
		else window.refused++;
		const count = window.accepted + window.refused;
		const isSoon = this.isStarting || window.refused > 0;
		if (count < (isSoon ? WINDOW : Math.max(WINDOW, this.limit))) return;
		const isInUse = this.isInUse();
		this.usedBefore = window.mostUnderWay;
		this.window = emptyWindow();
		if (window.refused > 0) this.shrink(window.refused / count, now);
		else this.follow(window, isInUse);
	}

	private onAccepted({ limit }: Started, ms: number): void {
		this.window.accepted++;
		this.window.sumMs += ms;
		if (limit <= FEW) {
			this.learntFrom++;
			this.workMs += (ms - this.workMs) * Math.max(1 / this.learntFrom, LATEST.answer);
		}
		const isSlow = ms > TOLERANCE * this.workMs;
		if (this.isStarting && !isSlow && this.isInUse()) this.set(this.limit + 1);
	}

	/** Goes by a window without refusals. */
	private follow({ accepted, sumMs }: Window, isInUse: boolean): void {
		const ms = sumMs / accepted;
		this.calmWindows++;
		if (ms < this.workMs) this.workMs += (ms - this.workMs) * LATEST.window;
		const gradient = Math.min(1, Math.max(HALF, (TOLERANCE * this.workMs) / ms));
		const wanted = this.limit * gradient + QUEUE;
		if (this.isStarting) {
			if (gradient === 1) return;
			this.isStarting = false;
			this.set(wanted);
		} else if (isInUse) {
			const growth = (wanted - this.limit) * SMOOTHING;
			this.set(this.limit + Math.min(growth, CAUTION * this.calmWindows));
		}
	}

	private shrink(share: number, now: number): void {
		this.isStarting = false;
		this.calmWindows = 0;
		this.loweredAt = now;
		const isLoad = share >= HALF || this.againShare > BY_CHANCE;
		if (isLoad) this.set(this.limit * HALF);
		else this.set(Math.max(Math.min(this.limit, FEW), this.limit * (1 - share)));
	}

	/** Whether enough was under way to tell anything of the limit. */
	private isInUse(): boolean {
		return Math.max(this.usedBefore, this.window.mostUnderWay) * 2 >= this.limit;
	}

	private set(limit: number): void {
		this.limit = Math.min(MOST, Math.max(1, limit));
	}
}

/** Answers that are judged together. */
interface Window {
	accepted: number;
	refused: number;
	sumMs: number;
	mostUnderWay: number;
}

function emptyWindow(): Window {
	return { accepted: 0, refused: 0, sumMs: 0, mostUnderWay: 0 };
}
