import { systemClock } from '../../../../nodes/shared/n8n/systemClock';

describe('systemClock', () => {
	it('never goes back', () => {
		const before = systemClock.now();
		expect(systemClock.now()).toBeGreaterThanOrEqual(before);
		expect(before).toBeGreaterThan(0);
	});

	it('ends a sleep at once, without an error, when its signal aborts', async () => {
		const controller = new AbortController();
		const sleep = systemClock.sleep(3_600_000, controller.signal);
		controller.abort();
		await expect(sleep).resolves.toBeUndefined();
	});

	it('sleeps with the function that later versions of n8n have', async () => {
		const calls: unknown[][] = [];
		await jest.isolateModulesAsync(async () => {
			jest.doMock('n8n-workflow', () => ({
				sleep: async (...args: unknown[]) => void calls.push(args),
			}));
			const later = await import('../../../../nodes/shared/n8n/systemClock');
			const { signal } = new AbortController();
			await later.systemClock.sleep(7, signal);
			expect(calls).toEqual([[7, signal]]);
		});
		jest.dontMock('n8n-workflow');
	});
});
