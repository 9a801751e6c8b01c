import fc from 'fast-check';

import { dispatch, type Job } from '../../../../nodes/shared/send/dispatch';
import { VirtualClock, settle } from '../../../support/virtualClock';

const free = { concurrency: () => 5, shouldStop: () => false };
const never = new AbortController().signal;

interface Plan {
	keys: string[];
	ms: number;
}

interface Trace {
	start: number;
	end: number;
}

/** Runs jobs of known length and notes, as a running number, when each began and ended. */
async function trace(plans: Plan[], concurrency: number) {
	const clock = new VirtualClock();
	const traces: Trace[][] = plans.map(() => []);
	let tick = 0;
	let running = 0;
	let most = 0;
	const jobs = plans.map(({ keys, ms }, index): Job => ({
		keys,
		run: async () => {
			most = Math.max(most, ++running);
			const run = { start: tick++, end: Infinity };
			traces[index]?.push(run);
			await clock.sleep(ms, never);
			run.end = tick++;
			running--;
		},
	}));
	await clock.run(dispatch(jobs, { concurrency: () => concurrency, shouldStop: () => false }));
	return { traces, most };
}

const plan = fc.record({
	keys: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 }),
	ms: fc.integer({ min: 0, max: 9 }),
});

describe('order', () => {
	it('holds for 1,000 random sets of jobs', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(plan, { maxLength: 25 }),
				fc.integer({ min: 1, max: 8 }),
				async (plans, concurrency) => {
					const { traces, most } = await trace(plans, concurrency);
					expect(traces.map((runs) => runs.length)).toEqual(plans.map(() => 1));
					expect(most).toBeLessThanOrEqual(concurrency);
					plans.forEach(({ keys }, later) => {
						plans.slice(0, later).forEach((other, earlier) => {
							if (!other.keys.some((key) => keys.includes(key))) return;
							const end = traces[earlier]?.[0]?.end ?? Infinity;
							expect(end).toBeLessThan(traces[later]?.[0]?.start ?? -1);
						});
					});
				},
			),
			{ numRuns: 1000 },
		);
	});

	it('lets jobs without a shared key overtake those that wait', async () => {
		const { traces } = await trace(
			[
				{ keys: ['a'], ms: 100 },
				{ keys: ['a'], ms: 1 },
				{ keys: ['b'], ms: 1 },
			],
			2,
		);
		const [[first], [second], [third]] = traces as [[Trace], [Trace], [Trace]];
		expect(third.end).toBeLessThan(first.end);
		expect(second.start).toBeGreaterThan(first.end);
	});

	it('uses every place there is', async () => {
		const plans = Array.from({ length: 12 }, (_, i) => ({ keys: [String(i)], ms: 5 }));
		expect((await trace(plans, 4)).most).toBe(4);
	});

	it('ends at once when there is nothing to do', async () => {
		await expect(dispatch([], free)).resolves.toBeUndefined();
	});
});

/** Jobs that end when the test says so. */
function manualJobs(count: number, key: (index: number) => string = String) {
	const state = { taken: 0, started: 0 };
	const ends: Array<{ resolve: () => void; reject: (error: Error) => void }> = [];
	function* jobs(): Generator<Job> {
		for (let index = 0; index < count; index++) {
			state.taken++;
			yield {
				keys: [key(index)],
				run: () => {
					state.started++;
					return new Promise((resolve, reject) => ends.push({ resolve, reject }));
				},
			};
		}
	}
	return { state, ends, jobs: jobs() };
}

describe('intake', () => {
	it('takes a job only when there is a place for it', async () => {
		const { state, ends, jobs } = manualJobs(100);
		const done = dispatch(jobs, { concurrency: () => 3, shouldStop: () => false });
		expect(state).toEqual({ taken: 3, started: 3 });
		ends[1]?.resolve();
		await settle();
		expect(state).toEqual({ taken: 4, started: 4 });
		for (let index = 0; index < 100; index++) {
			ends[index]?.resolve();
			await settle();
		}
		await done;
		expect(state).toEqual({ taken: 100, started: 100 });
	});

	it('touches each of 100,000 jobs with one key a fixed number of times', async () => {
		const count = 100_000;
		let reads = 0;
		let asked = 0;
		let ran = 0;
		const keys: Iterable<string> = {
			*[Symbol.iterator]() {
				reads++;
				yield 'same';
			},
		};
		const run = async (): Promise<void> => void ran++;
		function* jobs(): Generator<Job> {
			for (let index = 0; index < count; index++) yield { keys, run };
		}
		const shouldStop = (): boolean => {
			asked++;
			return false;
		};
		await dispatch(jobs(), { concurrency: () => 5, shouldStop });
		expect(ran).toBe(count);
		expect(reads).toBeLessThanOrEqual(2 * count);
		expect(asked).toBeLessThanOrEqual(3 * count);
	});

	it('ends with the error of an intake that fails on the way', async () => {
		function* jobs(): Generator<Job> {
			yield { keys: [], run: async () => undefined };
			throw new Error('bad intake');
		}
		await expect(dispatch(jobs(), free)).rejects.toThrow('bad intake');
	});

	it('ends with that error also when other jobs ended before', async () => {
		function* jobs(): Generator<Job> {
			yield { keys: [], run: async () => undefined };
			throw new Error('bad intake');
		}
		const done = dispatch(jobs(), { concurrency: () => 1, shouldStop: () => false });
		await expect(new VirtualClock().run(done)).rejects.toThrow('bad intake');
	});
});

it('follows a limit that changes while it runs', async () => {
	const clock = new VirtualClock();
	let limit = 1;
	let running = 0;
	const seen: number[] = [];
	const run = async (): Promise<void> => {
		running++;
		await clock.sleep(10, new AbortController().signal);
		seen.push(running);
		running--;
		limit = seen.length < 8 ? 3 : 1;
	};
	const jobs = Array.from({ length: 14 }, () => ({ keys: [], run }));
	await clock.run(dispatch(jobs, { concurrency: () => limit, shouldStop: () => false }));
	expect(seen).toEqual([1, 3, 3, 3, 3, 3, 3, 3, 2, 1, 1, 1, 1, 1]);
});

it.each([0, NaN])('always runs one job, also with a limit of %p', async (limit) => {
	let ran = 0;
	const run = async (): Promise<void> => void ran++;
	const jobs = Array.from({ length: 3 }, () => ({ keys: [], run }));
	await dispatch(jobs, { concurrency: () => limit, shouldStop: () => false });
	expect(ran).toBe(3);
});

describe('ending early', () => {
	it('starts nothing when it should stop from the beginning', async () => {
		const { state, jobs } = manualJobs(3);
		await dispatch(jobs, { concurrency: () => 2, shouldStop: () => true });
		expect(state).toEqual({ taken: 0, started: 0 });
	});

	it('lets running jobs end and starts no other', async () => {
		let stop = false;
		const { state, ends, jobs } = manualJobs(10);
		let ended = false;
		const done = dispatch(jobs, { concurrency: () => 2, shouldStop: () => stop }).then(() => {
			ended = true;
		});
		stop = true;
		ends[0]?.resolve();
		await settle();
		expect(ended).toBe(false);
		ends[1]?.resolve();
		await done;
		expect(state).toEqual({ taken: 2, started: 2 });
	});

	it('starts no follower of a finished job once it should stop', async () => {
		let stop = false;
		const { state, ends, jobs } = manualJobs(3, () => 'same');
		const done = dispatch(jobs, { concurrency: () => 2, shouldStop: () => stop });
		stop = true;
		ends[0]?.resolve();
		await done;
		expect(state.started).toBe(1);
	});

	it('rejects with the first failure, after the others have ended', async () => {
		const { state, ends, jobs } = manualJobs(10);
		let outcome = 'pending';
		const done = dispatch(jobs, { concurrency: () => 3, shouldStop: () => false }).catch(
			(error: Error) => {
				outcome = error.message;
			},
		);
		ends[1]?.reject(new Error('first'));
		await settle();
		ends[0]?.reject(new Error('second'));
		await settle();
		expect(outcome).toBe('pending');
		ends[2]?.resolve();
		await done;
		expect(outcome).toBe('first');
		expect(state.started).toBe(3);
	});
});
