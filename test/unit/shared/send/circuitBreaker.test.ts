import { CircuitBreaker } from '../../../../nodes/shared/send/circuitBreaker';
import { VirtualClock } from '../../../support/virtualClock';

function setUp() {
	const clock = new VirtualClock();
	const breaker = new CircuitBreaker(clock);
	/** One failure after another, each of a request that left after the one before was counted. */
	const fail = async (count: number, words = 'down'): Promise<void> => {
		for (let failure = 0; failure < count; failure++) {
			const sentAt = clock.now();
			await clock.advance(1);
			breaker.onFailure(sentAt, words, false);
		}
	};
	return { clock, breaker, fail };
}

/** With the server given up. */
async function opened() {
	const parts = setUp();
	await parts.fail(10);
	return parts;
}

describe('a closed circuit', () => {
	it.each([
		[0, false],
		[9, false],
		[10, true],
		[11, true],
	])('after %i failures in a row is open: %s', async (count, isOpen) => {
		const { breaker, fail } = setUp();
		await fail(count);
		expect(breaker.verdict !== undefined).toBe(isOpen);
	});

	it('counts what was under way together once', async () => {
		const { clock, breaker, fail } = setUp();
		await fail(8);
		const sentAt = clock.now();
		await clock.advance(30_000);
		for (let request = 0; request < 50; request++) breaker.onFailure(sentAt, 'timed out', false);
		expect(breaker.verdict).toBeUndefined();
		await fail(1);
		expect(breaker.verdict).toEqual({ inARow: 10, last: 'down' });
	});

	it('does not count an attempt that will be repeated', async () => {
		const { clock, breaker } = setUp();
		for (let attempt = 0; attempt < 20; attempt++) {
			await clock.advance(1);
			breaker.onFailure(clock.now(), 'down', true);
		}
		expect(breaker.verdict).toBeUndefined();
	});

	it('starts counting again when the server shows that it is alive', async () => {
		const { breaker, fail } = setUp();
		await fail(9);
		breaker.onAlive();
		await fail(9);
		expect(breaker.verdict).toBeUndefined();
		await fail(1);
		expect(breaker.verdict).toBeDefined();
	});
});

describe('an open circuit', () => {
	it('stays with its reason, whatever arrives after', async () => {
		const { breaker, fail } = await opened();
		breaker.onAlive();
		await fail(1, 'much later');
		expect(breaker.verdict).toEqual({ inARow: 10, last: 'down' });
	});

	it.each([
		[29_999, false, false],
		[30_000, false, true],
		[0, true, true],
	])('after %i ms, for the first of a run: %s, lets one look: %s', async (ms, isFirst, looks) => {
		const { clock, breaker } = await opened();
		await clock.advance(ms);
		breaker.look(isFirst);
		expect(breaker.verdict === undefined).toBe(looks);
	});

	it('can be opened for another reason', () => {
		const { breaker } = setUp();
		breaker.open(7, 'refused');
		expect(breaker.verdict).toEqual({ inARow: 7, last: 'refused' });
	});
});

describe('a half-open circuit', () => {
	async function halfOpen() {
		const parts = await opened();
		await parts.clock.advance(30_000);
		parts.breaker.look(false);
		return parts;
	}

	it('is closed by any answer, and forgets why it was open', async () => {
		const { breaker, fail } = await halfOpen();
		breaker.onAlive();
		await fail(9, 'other');
		expect(breaker.verdict).toBeUndefined();
		await fail(1, 'other');
		expect(breaker.verdict).toEqual({ inARow: 10, last: 'other' });
	});

	it.each([true, false])(
		'is opened by a failure, to be repeated or not (%s)',
		async (willRetry) => {
			const { clock, breaker } = await halfOpen();
			breaker.onFailure(clock.now(), 'still down', willRetry);
			expect(breaker.verdict).toEqual({ inARow: 10, last: 'still down' });
			breaker.look(false);
			expect(breaker.verdict).toBeDefined();
		},
	);

	it('takes no notice of what left before it', async () => {
		const { clock, breaker } = await halfOpen();
		breaker.onFailure(clock.now() - 1, 'late', false);
		expect(breaker.verdict).toBeUndefined();
	});

	it('is not made by each run of a loop when a look takes long: half of the time at most', async () => {
		const { clock, breaker } = await opened();
		breaker.look(true);
		const sentAt = clock.now();
		await clock.advance(20_000);
		breaker.onFailure(sentAt, 'timed out', true);
		await clock.advance(19_999);
		breaker.look(true);
		expect(breaker.verdict).toBeDefined();
		await clock.advance(1);
		breaker.look(true);
		expect(breaker.verdict).toBeUndefined();
	});
});
