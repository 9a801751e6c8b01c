import type { Logger } from 'n8n-workflow';

import { logProgress } from '../../../../nodes/shared/run/progress';
import { settle, VirtualClock } from '../../../support/virtualClock';

function setUp(
	report: { total: number; ended: number; failures: number },
	pace = Infinity,
	pauseMs = 0,
	clock = new VirtualClock(),
) {
	const lines: string[] = [];
	const end = logProgress({
		logger: { info: (line: string) => lines.push(line) } as unknown as Logger,
		service: 'Test API',
		what: 'items',
		progress: report,
		pace: () => pace,
		concurrency: () => 12,
		pauseMs: () => pauseMs,
		clock,
	});
	return { clock, lines, end };
}

describe('the log of a run', () => {
	it('has a line every ten seconds: done, failed, pace and what is left', async () => {
		const report = { total: 1000, ended: 100, failures: 0 };
		const { clock, lines, end } = setUp(report, 12.345);
		Object.assign(report, { ended: 300, failures: 3 });
		await clock.advance(10_000);
		Object.assign(report, { ended: 500 });
		await clock.advance(10_000);
		expect(lines).toEqual([
			'Test API: 297 of 1000 items done, 3 failed, 20.0 items/s, up to 12 requests at once, pace 12.3 requests/s, about 35 s left',
			'Test API: 497 of 1000 items done, 3 failed, 20.0 items/s, up to 12 requests at once, pace 12.3 requests/s, about 25 s left',
		]);
		end();
	});

	it('counts from its beginning, whatever time it is', async () => {
		const clock = new VirtualClock();
		await clock.advance(60_000);
		const report = { total: 100, ended: 0, failures: 0 };
		const { lines, end } = setUp(report, Infinity, 0, clock);
		Object.assign(report, { ended: 50 });
		await clock.advance(10_000);
		expect(lines[0]).toContain(', 5.0 items/s,');
		end();
	});

	it('guesses no end while nothing has ended, and names no pace when there is none', async () => {
		const { clock, lines, end } = setUp({ total: 5, ended: 0, failures: 0 });
		await clock.advance(10_000);
		expect(lines).toEqual([
			'Test API: 0 of 5 items done, 0 failed, 0.0 items/s, up to 12 requests at once',
		]);
		end();
	});

	it('says when it waits for the rate limit, and for how long', async () => {
		const report = { total: 5, ended: 0, failures: 0 };
		const { clock, lines, end } = setUp(report, Infinity, 43_210);
		await clock.advance(10_000);
		expect(lines[0]).toContain(', 44 s of a pause for the rate limit left');
		end();
	});

	it('has no line for a short run, and leaves no timer', async () => {
		const { clock, lines, end } = setUp({ total: 5, ended: 0, failures: 0 });
		await clock.advance(9_999);
		end();
		await settle();
		expect(clock.liveTimers).toBe(0);
		await clock.advance(60_000);
		expect(lines).toEqual([]);
	});
});
