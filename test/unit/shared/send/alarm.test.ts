import { Alarm } from '../../../../nodes/shared/send/alarm';
import { settle, VirtualClock } from '../../../support/virtualClock';

function setUp() {
	const clock = new VirtualClock();
	const alarm = new Alarm(clock);
	const rung: Array<[string, number]> = [];
	const set = (name: string, ms: number) => alarm.set(ms, () => rung.push([name, clock.now()]));
	return { clock, alarm, rung, set };
}

describe('the alarm of a run', () => {
	it('rings for each call when it is due, in whatever order they were set', async () => {
		const { clock, rung, set } = setUp();
		set('late', 300);
		set('early', 100);
		set('together', 100);
		await clock.advance(50);
		set('between', 100);
		await clock.advance(1000);
		expect(rung).toEqual([
			['early', 100],
			['together', 100],
			['between', 150],
			['late', 300],
		]);
	});

	it('has one timer for a thousand calls, and none without a call', async () => {
		const { clock, set } = setUp();
		const off = Array.from({ length: 1000 }, (_, number) => set(`${number}`, 30_000));
		await settle();
		expect(clock.liveTimers).toBe(1);
		for (const callOff of off) callOff();
		await settle();
		expect(clock.liveTimers).toBe(0);
	});

	it('does not ring for a call that was called off', async () => {
		const { clock, rung, set } = setUp();
		set('stays', 200);
		set('goes', 100)();
		await clock.advance(1000);
		expect(rung).toEqual([['stays', 200]]);
	});

	it('begins anew after it had nothing to do', async () => {
		const { clock, rung, set } = setUp();
		set('first', 100)();
		set('second', 100);
		await clock.advance(100);
		await clock.advance(100);
		set('third', 100);
		await clock.advance(100);
		expect(rung).toEqual([
			['second', 100],
			['third', 300],
		]);
	});

	it('rings for everything when it is stopped, and at once for what is set later', async () => {
		const { clock, alarm, rung, set } = setUp();
		set('one', 100);
		set('two', 200);
		alarm.stop();
		set('three', 300)();
		expect(rung).toEqual([
			['one', 0],
			['two', 0],
			['three', 0],
		]);
		await clock.advance(1000);
		expect(rung).toHaveLength(3);
		expect(clock.liveTimers).toBe(0);
	});
});
