import type { IDataObject } from 'n8n-workflow';

import { ContactPages, firstPage } from '../../../../../nodes/Vambe/resources/contact/pages';
import { seededRandom } from '../../../../../sandbox/random';
import { seeds } from '../../../../support/full';

interface Listed {
	items: IDataObject[];
	requests: IDataObject[];
	warnings: string[];
}

/** A list of IDs that a test changes, and what came of reading it. */
class MovingList {
	/** The most that a page holds, whatever is asked for. */
	largestPage = Infinity;
	/** Called after each page. */
	afterPage: (page: number) => void = () => undefined;

	constructor(
		public ids: string[],
		private readonly query: IDataObject = { days: 365 },
	) {}

	read(wanted: number): Listed {
		const pages = new ContactPages(this.query, wanted);
		const listed: Listed = { items: [], requests: [], warnings: [] };
		for (let next = firstPage(this.query, wanted); ;) {
			const { limit, offset } = next.query as { limit: number; offset: number };
			listed.requests.push({ limit, offset });
			expect(listed.requests.length).toBeLessThan(500);
			const answer = this.ids
				.slice(offset, offset + Math.min(limit, this.largestPage))
				.map((id) => ({ id }));
			this.afterPage(listed.requests.length);
			const page = pages.take(answer, listed.items);
			listed.items.push(...(page.entries as IDataObject[]));
			if (page.warning) listed.warnings.push(page.warning);
			if (!page.next) return listed;
			next = page.next;
		}
	}

	remove(id: string): void {
		this.ids.splice(this.ids.indexOf(id), 1);
	}

	/** As an update does in a list that is sorted by it. */
	move(id: string, to: 'top' | 'end'): void {
		this.remove(id);
		if (to === 'top') this.ids.unshift(id);
		else this.ids.push(id);
	}
}

const contacts = (count: number) => Array.from({ length: count }, (_, index) => `c-${index}`);
const idsOf = ({ items }: Listed) => items.map(({ id }) => id);
const offsets = ({ requests }: Listed) => requests.map(({ offset }) => offset);

const BY_DATE = { created_after: '2026-01-01T00:00:00Z' };

describe('a list that stands still', () => {
	it.each([0, 1, 9, 999, 1000, 1001, 1950, 2500])('of %d comes once, in its order', (count) => {
		const listed = new MovingList(contacts(count), BY_DATE).read(Infinity);
		expect(idsOf(listed)).toEqual(contacts(count));
		const least = count < 10 ? 1 : 2;
		expect(listed.requests.length).toBe(Math.max(least, Math.ceil((count - 49) / 950)));
		expect(listed.warnings).toEqual([]);
	});

	it.each([
		[49, 50, [{ limit: 50, offset: 0 }]],
		[1000, 50, [{ limit: 50, offset: 0 }]],
		[
			3000,
			1500,
			[
				{ limit: 1000, offset: 0 },
				{ limit: 550, offset: 950 },
			],
		],
	])('of %d is asked for no more than a limit of %d', (count, limit, requests) => {
		const listed = new MovingList(contacts(count)).read(limit);
		expect(listed.requests).toEqual(requests);
		expect(idsOf(listed)).toEqual(contacts(Math.min(count, limit)));
	});
});

describe('a server of its own mind', () => {
	it.each([10, 25, 64, 100, 250])('that gives %d at once gives all in the end', (largest) => {
		const list = new MovingList(contacts(300));
		list.largestPage = largest;
		expect(idsOf(list.read(Infinity))).toEqual(contacts(300));
		expect(idsOf(list.read(250))).toEqual(contacts(250));
	});

	it.each([11, 96, 255])('that gives %d at once gives all to who wants all', (largest) => {
		const list = new MovingList(contacts(300));
		list.largestPage = largest;
		expect(idsOf(list.read(Infinity))).toEqual(contacts(300));
	});

	it('that ignores the limit gives no more than that', () => {
		const pages = new ContactPages({}, 5);
		const answer = contacts(100).map((id) => ({ id }));
		expect(pages.take(answer, [])).toMatchObject({ entries: answer.slice(0, 5), next: undefined });
		const all = new ContactPages({}, Infinity);
		const many = contacts(150_000).map((id) => ({ id }));
		expect(all.take(many, []).entries).toHaveLength(150_000);
	});
});

describe('a list that moves', () => {
	/** These came once each, whatever else did. */
	const once = (listed: Listed, ids: string[]) => {
		expect(
			idsOf(listed)
				.filter((id) => ids.includes(id as string))
				.sort(),
		).toEqual([...ids].sort());
		expect(new Set(idsOf(listed)).size).toBe(listed.items.length);
		expect(listed.warnings).toEqual([]);
	};

	it('by one that is put on top comes once', () => {
		const list = new MovingList(contacts(1500));
		list.afterPage = (page) => page === 1 && list.move('c-1200', 'top');
		const listed = list.read(Infinity);
		once(listed, contacts(1500));
		expect(offsets(listed)).toEqual([0, 950, 0, 950, 0]);
	});

	it('by one that is put at the end comes once', () => {
		const list = new MovingList(contacts(1500));
		list.afterPage = (page) => page === 1 && list.move('c-10', 'end');
		once(list.read(Infinity), contacts(1500));
	});

	it('unseen at the borders, as one goes where another comes, comes once', () => {
		const list = new MovingList(contacts(3500));
		list.afterPage = (page) => {
			if (page !== 1) return;
			list.move('c-1500', 'top');
			list.remove('c-10');
		};
		const listed = list.read(Infinity);
		once(
			listed,
			contacts(3500).filter((id) => id !== 'c-10'),
		);
	});

	it.each([1, 49, 50, 500, 1400])('by %d that are deleted comes once', (gone) => {
		const list = new MovingList(contacts(3500));
		list.afterPage = (page) => page === 2 && contacts(gone).forEach((id) => list.remove(id));
		const listed = list.read(Infinity);
		once({ ...listed, warnings: [] }, contacts(3500).slice(gone));
		// By more than a page overlaps: then it says so.
		expect(listed.warnings).toHaveLength(gone < 50 ? 0 : 1);
	});

	it('by ten at each page comes once', () => {
		const list = new MovingList(contacts(3500));
		list.afterPage = (page) => {
			for (let index = 0; index < 10; index++) list.move(`c-${page * 10 + index}`, 'end');
		};
		once(list.read(Infinity), contacts(3500));
	});

	it('faster than it can be read says so', () => {
		const list = new MovingList(contacts(5000));
		let serial = 0;
		list.afterPage = () => {
			list.ids = Array.from({ length: 5000 }, () => `new-${serial++}`);
		};
		const { warnings } = list.read(Infinity);
		expect(warnings).toEqual([expect.stringMatching(/^The list of contacts changed much while/)]);
	});

	it('remembers no IDs while it stands still', () => {
		const pages = new ContactPages({}, Infinity);
		const received: IDataObject[] = [];
		const answer = contacts(1000).map((id) => ({ id }));
		received.push(...(pages.take(answer, received).entries as IDataObject[]));
		expect(JSON.stringify(pages).length).toBeLessThan(10_000);
		expect(pages).toMatchObject({ known: undefined });
	});

	/** A list of some pages, some of whose contacts move, go and come after each page that is read. */
	function readAtRandom(seed: number, to: 'top' | 'end', most: number, newcomers: number) {
		const random = seededRandom(seed * 7919);
		const below = (end: number) => Math.floor(random() * end);
		const list = new MovingList(contacts(1000 + below(5000)), to === 'end' ? BY_DATE : undefined);
		const stayed = new Set(list.ids);
		const [moves, deletions] = [below(most + 1), below(most + 1)];
		const any = (): string => list.ids[below(list.ids.length)] ?? '';
		list.afterPage = () => {
			for (let count = below(moves + 1); count > 0; count--) list.move(any(), to);
			for (let count = below(deletions + 1); count > 0; count--) {
				const id = any();
				list.remove(id);
				stayed.delete(id);
			}
			if (random() > newcomers) return;
			if (to === 'end') list.ids.push(`new-${random()}`);
			else list.ids.unshift(`new-${random()}`);
		};
		const listed = list.read(Infinity);
		const came = new Set(idsOf(listed));
		const missing = [...stayed].filter((id) => !came.has(id));
		expect({ seed, doubled: listed.items.length - came.size }).toEqual({ seed, doubled: 0 });
		return { missing, isSaid: listed.warnings.length > 0 };
	}

	it.each(['top', 'end'] as const)(
		'now and then, to the %s, comes once, and says nothing',
		(to) => {
			for (const seed of seeds(40, 500)) {
				const { missing, isSaid } = readAtRandom(seed, to, 20, to === 'top' ? 0 : 1);
				expect({ seed, missing, isSaid }).toEqual({ seed, missing: [], isSaid: false });
			}
		},
	);

	it.each(['top', 'end'] as const)('all the time, to the %s, comes once or says so', (to) => {
		for (const seed of seeds(40, 500)) {
			const { missing, isSaid } = readAtRandom(seed, to, 200, 0.5);
			expect({ seed, missing: isSaid ? [] : missing }).toEqual({ seed, missing: [] });
		}
	});
});

describe('a limit', () => {
	const take = (wanted: number, there: number) =>
		new ContactPages({ days: 365 }, wanted).take(
			contacts(there).map((id) => ({ id })),
			[],
		);

	it('that was reached says that there may be more', () => {
		expect(take(5, 5).warning).toBe(
			'Limit is 5, and that many contacts came: there may be more. Raise Limit, or turn on Return All.',
		);
	});

	it('that was not reached, and Return All, say nothing', () => {
		expect(take(5, 4).warning).toBeUndefined();
		expect(take(Infinity, 5).warning).toBeUndefined();
	});
});
