import { Pace } from '../../../../../nodes/shared/send/pace/pace';

/** One request after another, so many ms apart, each accepted. @returns when the next one would be. */
function send(pace: Pace, count: number, everyMs: number, from = 0): number {
	for (let request = 0; request < count; request++) {
		pace.take(from + request * everyMs, 0, false);
		pace.grow(Infinity);
	}
	return from + count * everyMs;
}

/** Refused at 10/s, with nothing set. */
function refusedAtTen(): Pace {
	const pace = new Pace();
	const now = send(pace, 20, 100);
	pace.fall(now, Infinity, -Infinity);
	return pace;
}

/** ms between two requests from now on. */
function gap(pace: Pace, now = 1e6): number {
	pace.take(now, 0, false);
	return pace.nextAt - now;
}

describe('after a request was turned away as too fast', () => {
	it('halves the pace at which requests were leaving', () => {
		expect(refusedAtTen().perSecond).toBe(5);
		expect(gap(refusedAtTen())).toBe(200);
	});

	it('halves a limit that is refused at once', () => {
		const pace = new Pace();
		send(pace, 1, 0);
		pace.fall(1, 10, -Infinity);
		expect(pace.perSecond).toBe(5);
	});

	it.each([
		[999, 5],
		[1000, 9],
	])('after %i ms of sending at a limit of 10/s leaves %d/s', (sentForMs, left) => {
		const pace = new Pace();
		send(pace, 1, 0);
		pace.fall(sentForMs, 10, -Infinity);
		expect(pace.perSecond).toBe(left);
	});

	it('does not count a pause as time of sending', () => {
		const pace = new Pace();
		send(pace, 10, 100);
		pace.fall(5500, 10, 5000);
		expect(pace.perSecond).toBe(5);
	});

	it('is not lowered again as long as nothing was accepted', () => {
		const pace = refusedAtTen();
		for (let refusal = 0; refusal < 20; refusal++) pace.fall(3000, Infinity, -Infinity);
		expect(pace.perSecond).toBe(5);
		expect(new Pace().perSecond).toBe(Infinity);
	});

	it('never falls below one request in two seconds', () => {
		const pace = refusedAtTen();
		for (let refusal = 0; refusal < 20; refusal++) {
			pace.grow(Infinity);
			pace.fall(3000, Infinity, 3000);
		}
		expect(pace.perSecond).toBeCloseTo(0.5, 1);
	});

	it('comes back to the pace that was refused, and goes on slowly from there', () => {
		const pace = refusedAtTen();
		// The first answer brings (10 / 5 - 1) / 10 back.
		pace.grow(Infinity);
		expect(pace.perSecond).toBeCloseTo(5.1);
		for (let i = 0; i < 80; i++) pace.grow(Infinity);
		expect(pace.perSecond).toBeGreaterThan(8);
		for (let i = 0; i < 200; i++) pace.grow(Infinity);
		expect(pace.perSecond).toBeGreaterThan(10);
	});

	it('goes on faster the longer nothing was refused', () => {
		const pace = refusedAtTen();
		const growths: number[] = [];
		for (let i = 0; i < 200; i++) pace.grow(Infinity);
		for (let round = 0; round < 3; round++) {
			const before = pace.perSecond;
			for (let i = 0; i < 40; i++) pace.grow(Infinity);
			growths.push(pace.perSecond - before);
		}
		const [first = 0, second = 0, third = 0] = growths;
		expect(first).toBeGreaterThan(40 * 0.005);
		expect(second).toBeGreaterThan(first);
		expect(third).toBeGreaterThan(second);
	});

	it('never recovers beyond the limit', () => {
		const pace = refusedAtTen();
		for (let i = 0; i < 1000; i++) pace.grow(10);
		expect(pace.perSecond).toBe(10);
	});

	it('goes as fast as before when it was no matter of the pace', () => {
		const pace = refusedAtTen();
		pace.restore(4);
		expect(pace.perSecond).toBe(5);
		pace.restore(Infinity);
		expect(pace.perSecond).toBe(Infinity);
	});

	it('judges by what left just before, however slowly requests left until then', () => {
		const pace = new Pace();
		const now = send(pace, 60, 100);
		const end = send(pace, 20, 10, now);
		pace.fall(end, Infinity, -Infinity);
		// Twenty requests in 200 ms, and half of that.
		expect(pace.perSecond).toBeCloseTo(50, 5);
	});

	it.each([
		[1000, 7.5],
		[1001, 500],
	])('forgets, after a break of %i ms, how fast requests were leaving', (ms, left) => {
		const pace = new Pace();
		send(pace, 14, 0);
		send(pace, 1, 0, ms);
		pace.fall(ms, Infinity, -Infinity);
		expect(pace.perSecond).toBeCloseTo(left, 5);
	});
});

describe('starts while nothing was refused', () => {
	it('are all at once as long as no answer tells how long one takes', () => {
		expect(gap(new Pace())).toBe(0);
	});

	it.each([50, 2000])('are spread by three ms at most: %i ms', (ms) => {
		const pace = new Pace();
		pace.end(ms);
		expect(gap(pace)).toBe(3);
	});

	it('are spread by the mean time to an answer and by what is under way', () => {
		const pace = new Pace();
		pace.end(1);
		pace.end(3);
		// The mean is 1 + 0.1 × 2 ms; 0.6 of that, alone and beside another request.
		expect(gap(pace, 100)).toBeCloseTo(0.72, 10);
		pace.take(200, 1, false);
		expect(pace.nextAt - 200).toBeCloseTo(0.36, 10);
	});
});
