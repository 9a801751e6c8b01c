import { World } from '../../sandbox/world';
import { useSandbox } from './support';

const caller = useSandbox();
const statuses = async (count: number): Promise<number[]> =>
	(
		await Promise.all(
			Array.from({ length: count }, () => caller.send('GET', '/api/public/pipeline')),
		)
	).map(({ status }) => status);

describe('the workers of the sandbox', () => {
	const WORK_MS = 40;

	it('let the rest wait, and do it all', async () => {
		caller.sandbox.configure({
			capacity: { workers: 2, workMs: WORK_MS, most: null, status: 503 },
		});
		const startedAt = performance.now();
		expect(await statuses(6)).toEqual([200, 200, 200, 200, 200, 200]);
		// Three rounds; a timer may be a little early.
		expect(performance.now() - startedAt).toBeGreaterThan(3 * WORK_MS - 5);
		expect(caller.sandbox.state().traffic.longestMs).toBeGreaterThan(2 * WORK_MS);
	});

	it.each([503, 429])('refuse with %i what is too much, and take it later', async (status) => {
		// The work ends only after all have arrived, however slow the machine is.
		caller.sandbox.configure({ capacity: { workers: 1, workMs: 400, most: 2, status } });
		expect((await statuses(5)).sort()).toEqual([200, 200, status, status, status]);
		caller.sandbox.configure({ capacity: { workers: 1, workMs: 1, most: 2, status } });
		expect(await statuses(1)).toEqual([200]);
		caller.sandbox.configure({ capacity: null });
		expect(await statuses(5)).toEqual([200, 200, 200, 200, 200]);
	});
});

describe('a latency that spreads', () => {
	it('is the same at every start, never less than the latency, and has the mean it was given', () => {
		const sample = (): number[] => {
			const world = new World(0);
			world.configure({ latencyMs: 100, latencySpreadMs: 50 });
			return Array.from({ length: 2000 }, () => world.latency());
		};
		const times = sample();
		expect(Math.min(...times)).toBeGreaterThanOrEqual(100);
		const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length;
		expect(mean).toBeGreaterThan(145);
		expect(mean).toBeLessThan(155);
		expect(sample()).toEqual(times);
	});
});
