import { cursorSchema, nextCursor, type Progress } from '../../../../nodes/Vambe/trigger/cursor';
import { Seen } from '../../../../nodes/Vambe/trigger/seen';

const START = Date.UTC(2026, 0, 1);
const WINDOW = { windowMs: 60_000, maxRemembered: 100 };
const BEFORE = { after: START, seen: {} };
const DIGEST = 'abcdefgh';

/** A walk that read to the end of these contacts: their times, as ms after the start. */
function walked(times: number[], changes: Partial<Progress> = {}): Progress {
	const seen = new Seen();
	times.forEach((time, index) =>
		seen.add({ time: START + time, digest: String(index).padStart(8, '0') }),
	);
	const newest = times.length > 0 ? START + Math.max(...times) : -Infinity;
	return { ended: true, done: START, newest, seen, ...changes };
}

const remembered = ({ seen }: { seen: Record<string, string> }): number =>
	Object.values(seen).join('').length / DIGEST.length;

describe('the cursor', () => {
	it('lies a window before the newest contact, and remembers what is later', () => {
		expect(nextCursor(BEFORE, walked([1000, 90_000, 90_000]), WINDOW)).toEqual({
			after: START + 30_000,
			seen: { [START + 90_000]: '0000000100000002' },
		});
	});

	it('forgets contacts whose time is the cursor itself: the API does not give them again', () => {
		const { seen } = nextCursor(BEFORE, walked([30_000, 90_000]), WINDOW);
		expect(Object.keys(seen)).toEqual([String(START + 90_000)]);
	});

	it('never goes back, and stays where it is without contacts', () => {
		expect(nextCursor(BEFORE, walked([]), WINDOW)).toEqual(BEFORE);
		expect(nextCursor(BEFORE, walked([10]), WINDOW).after).toBe(START);
	});

	it('does not follow a contact into the future, but remembers it', () => {
		const future = walked([90_000, 1e10], { newest: START + 90_000 });
		const cursor = nextCursor(BEFORE, future, WINDOW);
		expect(cursor.after).toBe(START + 30_000);
		expect(remembered(cursor)).toBe(2);
	});

	it('does not pass what a walk left unread', () => {
		const broken = walked([90_000, 1e10], { ended: false, done: START + 70_000 });
		expect(nextCursor(BEFORE, broken, WINDOW).after).toBe(START + 10_000);
		const shortened = walked([10, 20, 30, 40], { ended: false, done: START + 25 });
		expect(nextCursor(BEFORE, shortened, { ...WINDOW, maxRemembered: 1 }).after).toBe(START + 10);
	});

	it('remembers only so many, and all or none of one time', () => {
		const times = Array.from({ length: 20 }, (_, index) => 50_000 - index);
		const cursor = nextCursor(BEFORE, walked(times), { ...WINDOW, maxRemembered: 5 });
		expect([cursor.after, remembered(cursor)]).toEqual([START + 49_995, 5]);
		const ties = Array.from({ length: 20 }, () => 50_000);
		const behind = nextCursor(BEFORE, walked(ties), { ...WINDOW, maxRemembered: 5 });
		expect([behind.after, remembered(behind)]).toEqual([START + 50_000, 0]);
	});

	it('does not forget the present for what lies in the future', () => {
		const future = Array.from({ length: 200 }, (_, index) => 1e9 + index);
		const walk = walked([50_000, 60_000, ...future], { newest: START + 60_000 });
		expect(nextCursor(BEFORE, walk, WINDOW).after).toBe(START);
	});

	it.each([
		{ after: 'soon', seen: {} },
		{ after: NaN, seen: {} },
		{ after: 1e20, seen: {} },
		{ after: 0 },
		{ after: 0, seen: { 5: ['a'] } },
	])('is not %j', (value) => {
		expect(cursorSchema.safeParse(value).success).toBe(false);
	});
});

describe('what was seen', () => {
	it('comes back from where it was stored', () => {
		const seen = new Seen({ [START]: `${DIGEST}12345678`, [START + 5]: '' });
		expect([seen.countAt(START), seen.countAt(START + 5), seen.countAt(0)]).toEqual([2, 0, 0]);
		expect(seen.add({ time: START, digest: DIGEST })).toBe(false);
		expect(seen.add({ time: START + 5, digest: DIGEST })).toBe(true);
		expect(seen.laterThan(START)).toEqual({ [START + 5]: DIGEST });
	});
});
