/** A piece of work with its place in the order of things. */
export interface Job {
	/** Jobs that share a key run one after another, in the order they came. */
	readonly keys: Iterable<string>;
	/** Does the work. A rejection ends the whole dispatch, so expected failures are results. */
	run(): Promise<void>;
}

export interface DispatchLimits {
	/** Jobs that may run at the same time; asked whenever one has ended. One may always run. */
	concurrency(): number;
	/** Asked before each job: `true` lets running jobs end and starts no other. */
	shouldStop(): boolean;
}

/**
 * Runs jobs with bounded concurrency. Jobs that share a key keep their order; all others are free.
 *
 * Jobs are taken from `jobs` one by one, as places become free, and are forgotten when they end:
 * the cost of a job is that of its keys, however many jobs there are. Knows nothing of n8n or HTTP.
 *
 * @throws whatever a job rejected with, after the jobs still running have ended.
 */
export async function dispatch(jobs: Iterable<Job>, limits: DispatchLimits): Promise<void> {
	const order = new KeyedOrder(jobs);
	const failures: unknown[] = [];
	let running = 0;

	await new Promise<void>((resolve) => {
		const start = (entry: Entry): void => {
			running++;
			void entry.job
				.run()
				.catch((error: unknown) => failures.push(error))
				.finally(() => {
					running--;
					order.done(entry);
					fill();
				});
		};
		const hasPlace = (): boolean => running === 0 || running < limits.concurrency();
		const fill = (): void => {
			try {
				while (hasPlace() && failures.length === 0 && !limits.shouldStop()) {
					const entry = order.next();
					if (!entry) break;
					start(entry);
				}
			} catch (error) {
				failures.push(error);
			}
			if (running === 0) resolve();
		};
		fill();
	});

	if (failures.length > 0) throw failures[0];
}

interface Entry {
	job: Job;
	/** Unfinished jobs with a shared key that came before this one. */
	waitingFor: number;
	/** Jobs that wait for this one. */
	followers: Entry[];
}

/** Which job may run next, such that jobs with a shared key never overtake each other. */
class KeyedOrder {
	private readonly source: Iterator<Job>;

	/** For each key in use, the job that came last. */
	private readonly lastWithKey = new Map<string, Entry>();

	/** Jobs whose predecessors have all ended, as a queue with its head at `readyHead`. */
	private ready: Entry[] = [];

	private readyHead = 0;

	constructor(jobs: Iterable<Job>) {
		this.source = jobs[Symbol.iterator]();
	}

	/** Undefined when every job has been handed out, or waits for one that is running. */
	next(): Entry | undefined {
		const ready = this.ready[this.readyHead];
		if (ready) {
			this.readyHead++;
			return ready;
		}
		this.ready = [];
		this.readyHead = 0;
		for (let taken = this.source.next(); !taken.done; taken = this.source.next()) {
			const entry = this.enter(taken.value);
			if (entry.waitingFor === 0) return entry;
		}
		return undefined;
	}

	/** Lets go of a job that has ended, and frees those that waited for it alone. */
	done(entry: Entry): void {
		for (const key of entry.job.keys) {
			if (this.lastWithKey.get(key) === entry) this.lastWithKey.delete(key);
		}
		for (const follower of entry.followers) {
			follower.waitingFor--;
			if (follower.waitingFor === 0) this.ready.push(follower);
		}
	}

	/** Puts a job behind the earlier ones that share a key with it. */
	private enter(job: Job): Entry {
		const entry: Entry = { job, waitingFor: 0, followers: [] };
		for (const key of new Set(job.keys)) {
			const earlier = this.lastWithKey.get(key);
			if (earlier) {
				earlier.followers.push(entry);
				entry.waitingFor++;
			}
			this.lastWithKey.set(key, entry);
		}
		return entry;
	}
}
