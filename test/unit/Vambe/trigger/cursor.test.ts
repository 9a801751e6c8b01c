import { cursorSchema, Seen } from '../../../../nodes/Vambe/trigger/cursor';

const iso = (time: number): string => new Date(time).toISOString();
const START = Date.UTC(2026, 0, 1);
const NOW = START + 1_000_000;
const WINDOW = { windowMs: 60_000, maxRemembered: 100 };
const BEFORE = { after: iso(START), seen: {} };

describe('the cursor', () => {
	it('lies a window before the newest contact, and remembers what is later', () => {
		const seen = new Seen();
		seen.add({ id: 'old', at: iso(START + 1000) });
		seen.add({ id: 'a', at: iso(START + 90_000) });
		seen.add({ id: 'b', at: iso(START + 90_000) });
		expect(seen.cursor(BEFORE, NOW, WINDOW)).toEqual({
			after: iso(START + 30_000),
			seen: { [iso(START + 90_000)]: ['a', 'b'] },
		});
	});

	it('forgets contacts whose time is the cursor itself: the API does not give them again', () => {
		const seen = new Seen();
		seen.add({ id: 'edge', at: iso(START + 30_000) });
		seen.add({ id: 'new', at: iso(START + 90_000) });
		expect(Object.keys(seen.cursor(BEFORE, NOW, WINDOW).seen)).toEqual([iso(START + 90_000)]);
	});

	it('never goes back, and stays where it is without contacts', () => {
		expect(new Seen().cursor(BEFORE, NOW, WINDOW)).toEqual(BEFORE);
		const seen = new Seen();
		seen.add({ id: 'a', at: iso(START + 10) });
		expect(seen.cursor(BEFORE, NOW, WINDOW).after).toBe(BEFORE.after);
	});

	it('does not follow a contact into the future, but remembers it', () => {
		const seen = new Seen();
		const at = iso(NOW + 1e10);
		seen.add({ id: 'import', at });
		expect(seen.cursor(BEFORE, NOW, WINDOW)).toEqual({
			after: iso(NOW - WINDOW.windowMs),
			seen: { [at]: ['import'] },
		});
	});

	it('remembers only so many, and all that share the newest time', () => {
		const seen = new Seen();
		const newest = START + 50_000;
		for (let index = 0; index < 20; index++) seen.add({ id: `${index}`, at: iso(newest - index) });
		const cursor = seen.cursor(BEFORE, NOW, { ...WINDOW, maxRemembered: 5 });
		expect(Object.values(cursor.seen).flat().sort()).toEqual(['0', '1', '2', '3', '4']);
		expect(cursor.after).toBe(iso(newest - 5));
		for (let index = 20; index < 40; index++) seen.add({ id: `${index}`, at: iso(newest) });
		const ties = seen.cursor(BEFORE, NOW, { ...WINDOW, maxRemembered: 5 });
		expect([Object.values(ties.seen).flat().length, ties.after]).toEqual([21, iso(newest - 1)]);
	});

	it('takes a contact with a new time for another, and finer times as the API writes them', () => {
		const at = '2026-01-01T00:00:30.123456Z';
		const seen = new Seen({ [at]: ['a'] });
		expect(seen.has({ id: 'a', at })).toBe(true);
		expect(seen.has({ id: 'a', at: at.replace('456', '457') })).toBe(false);
		expect(seen.has({ id: 'b', at })).toBe(false);
		expect([seen.size, seen.cursor(BEFORE, NOW, WINDOW).seen]).toEqual([1, { [at]: ['a'] }]);
	});

	it.each([{ after: 'soon', seen: {} }, { after: iso(0) }, { after: iso(0), seen: { x: 'a' } }])(
		'is not %j',
		(value) => {
			expect(cursorSchema.safeParse(value).success).toBe(false);
		},
	);
});
