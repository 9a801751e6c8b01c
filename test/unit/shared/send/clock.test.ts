import { Timers } from '../../../../nodes/shared/send/clock';
import { VirtualClock, settle } from '../../../support/virtualClock';

async function ended(promise: Promise<void>): Promise<boolean> {
	let done = false;
	void promise.then(() => (done = true));
	await settle();
	return done;
}

describe('Timers', () => {
	it('waits for as long as it is told', async () => {
		const clock = new VirtualClock();
		const wait = new Timers(clock).wait(100);
		await clock.advance(99);
		expect(await ended(wait)).toBe(false);
		await clock.advance(1);
		expect(await ended(wait)).toBe(true);
		expect(clock.liveTimers).toBe(0);
	});

	it('cancels one timer and leaves the others', async () => {
		const clock = new VirtualClock();
		const timers = new Timers(clock);
		const first = timers.start(100);
		const second = timers.start(100);
		first.cancel();
		expect(await ended(first.done)).toBe(true);
		expect(await ended(second.done)).toBe(false);
		expect(clock.liveTimers).toBe(1);
		await clock.advance(100);
		expect(clock.liveTimers).toBe(0);
	});

	it('ends every timer when stopped, and those started later at once', async () => {
		const clock = new VirtualClock();
		const timers = new Timers(clock);
		const waits = [timers.wait(100), timers.wait(10_000)];
		expect(timers.stopped).toBe(false);
		timers.stop();
		expect(timers.stopped).toBe(true);
		await Promise.all(waits);
		const late = timers.start(100);
		late.cancel();
		await late.done;
		expect(clock.liveTimers).toBe(0);
		expect(clock.sleeps).toEqual([100, 10_000]);
	});

	it('gives each timer a signal of its own, so that nothing piles up on a shared one', async () => {
		const signals = new Set<AbortSignal>();
		const timers = new Timers({
			now: () => 0,
			sleep: async (_ms, signal) => {
				signals.add(signal);
			},
		});
		await timers.wait(1);
		await timers.wait(1);
		expect(signals.size).toBe(2);
		timers.stop();
		expect([...signals].filter((signal) => signal.aborted)).toEqual([]);
	});
});
