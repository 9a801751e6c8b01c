import { Rate, RecentStarts } from '../../../../../nodes/shared/send/pace/rate';

describe('the pace that a server was found to allow', () => {
	it('is none until something is refused', () => {
		const rate = new Rate();
		expect(rate.perSecond).toBe(Infinity);
		rate.grow(Infinity);
		expect(rate.perSecond).toBe(Infinity);
	});

	it.each([
		[10, true, 9],
		[10, false, 5],
		[0.8, false, 0.5],
		[0.1, true, 0.5],
	])('falls from %d (kept up with for a while: %s) to %d', (refused, sustained, left) => {
		const rate = new Rate();
		rate.fall(refused, sustained);
		expect(rate.perSecond).toBe(left);
	});

	it('comes back by a tenth of the way per second’s worth of answers', () => {
		const rate = new Rate();
		rate.fall(10, false);
		rate.grow(Infinity);
		expect(rate.perSecond).toBeCloseTo(5 + (10 / 5 - 1) / 10, 10);
		rate.grow(Infinity);
		expect(rate.perSecond).toBeCloseTo(5.1 + (10 / 5.1 - 1) / 10, 10);
	});

	it('goes beyond what was refused by half a percent per second, and faster with time', () => {
		const rate = new Rate();
		rate.fall(0.5, true);
		// The slowest pace is what was refused: there is no way back to make.
		expect(rate.perSecond).toBe(0.5);
		rate.grow(Infinity);
		// The answer stands for two seconds of the five after which the growth has doubled.
		expect(rate.perSecond).toBeCloseTo(0.5 + 0.005 * (1 + 2 / 5), 10);
	});

	it('begins to feel its way anew after each refusal', () => {
		const rate = new Rate();
		rate.fall(0.5, true);
		for (let answer = 0; answer < 50; answer++) rate.grow(Infinity);
		rate.fall(0.5, true);
		rate.grow(Infinity);
		expect(rate.perSecond).toBeCloseTo(0.5 + 0.005 * (1 + 2 / 5), 10);
	});

	it('never grows beyond its ceiling, nor falls to one that is lower', () => {
		const rate = new Rate();
		rate.fall(10, true);
		rate.grow(9.001);
		expect(rate.perSecond).toBe(9.001);
		rate.grow(9.001);
		expect(rate.perSecond).toBe(9.001);
		rate.grow(5);
		expect(rate.perSecond).toBe(9.001);
	});
});

describe('how fast requests were leaving of late', () => {
	const of = (...starts: number[]): RecentStarts => {
		const recent = new RecentStarts();
		starts.forEach((at) => recent.add(at));
		return recent;
	};

	it.each([
		[[0, 100, 200, 300], 400, 10],
		[[0], 500, 2],
		[[500], 500, 1000],
		[[], 500, 0],
	])('after starts at %j, at %i, it is %d per second', (starts, now, perSecond) => {
		expect(of(...starts).perSecond(now)).toBe(perSecond);
	});

	it('counts the last twenty', () => {
		const slow = Array.from({ length: 50 }, (_, index) => index * 1000);
		const fast = Array.from({ length: 20 }, (_, index) => 50_000 + index * 10);
		expect(of(...slow, ...fast).perSecond(50_200)).toBe(100);
		expect(of(...slow, ...fast.slice(1)).perSecond(50_200)).toBeCloseTo(20_000 / 1200, 10);
	});

	it('begins anew when it is told to', () => {
		const recent = of(0, 1, 2);
		recent.clear();
		expect(recent.perSecond(3)).toBe(0);
		recent.add(1000);
		expect(recent.perSecond(2000)).toBe(1);
	});
});
