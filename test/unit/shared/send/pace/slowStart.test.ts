import { SlowStart } from '../../../../../nodes/shared/send/pace/slowStart';

/** Requests that may leave now. */
function leaving(start: SlowStart, now: number): number[] {
	const rounds: number[] = [];
	while (rounds.length < 1000 && start.readyAt(now) <= now) rounds.push(start.take(now));
	return rounds;
}

const begun = (isLook = false): SlowStart => {
	const start = new SlowStart();
	start.begin(isLook);
	return start;
};

describe('a slow start', () => {
	it('is none before the first pause', () => {
		expect(leaving(new SlowStart(), 0)).toHaveLength(1000);
	});

	it('doubles with each round of answers', () => {
		const start = begun();
		const sizes = [];
		for (let now = 0; now < 500; now += 100) {
			const rounds = leaving(start, now);
			sizes.push(rounds.length);
			for (const round of rounds) {
				start.onAnswered(round);
				start.end(round);
			}
		}
		expect(sizes).toEqual([1, 2, 4, 8, 16]);
	});

	it('lets the next one go when a request brought no answer', () => {
		const start = begun();
		const [round = 0] = leaving(start, 0);
		expect(start.end(round)).toBe(true);
		expect(leaving(start, 1)).toHaveLength(1);
	});

	it('doubles each second, too: what is refused is refused fast', () => {
		const start = begun();
		expect(leaving(start, 5000)).toHaveLength(1);
		expect(start.readyAt(5999)).toBe(6000);
		expect(leaving(start, 6000)).toHaveLength(1);
		expect(leaving(start, 7000)).toHaveLength(2);
		for (let second = 8; second < 16; second++) leaving(start, second * 1000);
		expect(leaving(start, 16_000)).toHaveLength(1000);
	});

	it('waits longer for the answer when one is to look', () => {
		const start = begun(true);
		const [round = 0] = leaving(start, 0);
		expect(start.readyAt(29_999)).toBe(30_000);
		start.onAnswered(round);
		start.end(round);
		expect(leaving(start, 29_999)).toHaveLength(2);
		const unanswered = begun(true);
		leaving(unanswered, 0);
		expect(leaving(unanswered, 30_000)).toHaveLength(1);
	});

	it('takes no notice of what left before it began', () => {
		const start = begun();
		const [early = 0] = leaving(start, 0);
		start.begin();
		start.onAnswered(early);
		start.end(early);
		expect(leaving(start, 1)).toHaveLength(1);
	});
});
