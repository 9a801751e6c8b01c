import {
	CLOCK_DIFFERENCE_MS,
	poll,
	positionOf,
	type Source,
} from '../../../../nodes/Vambe/trigger/poll';
import { seededRandom } from '../../../../sandbox/random';
import { MINUTE_MS, SOURCE, VirtualTrigger } from '../../../support/virtualTrigger';
import { DOWN, VirtualVambe } from '../../../support/virtualVambe';

const START = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

/** A trigger after its first poll. */
async function activated(vambe: VirtualVambe): Promise<VirtualTrigger> {
	const trigger = new VirtualTrigger(vambe);
	await trigger.activate();
	expect(trigger.delivered).toEqual([]);
	vambe.requests = 0;
	return trigger;
}

/** Contacts in the list, one a millisecond. @returns their IDs */
function addMany(vambe: VirtualVambe, count: number, from: number, name = 'c'): string[] {
	return Array.from({ length: count }, (_, index) => {
		vambe.add(`${name}-${index}`, from + index);
		return `${name}-${index}`;
	});
}

const idsOf = (delivered: string[]): string[] => delivered.map((one) => one.split('@')[0] ?? '');

describe('the first poll', () => {
	it.each([
		['ahead', CLOCK_DIFFERENCE_MS - 1],
		['far ahead', DAY_MS],
		['behind', -DAY_MS],
	])("starts at Vambe's now although this machine's clock is %s", async (_what, ahead) => {
		const vambe = new VirtualVambe(START);
		vambe.clockAhead = ahead;
		vambe.add('old', START - 1);
		const trigger = await activated(vambe);
		vambe.now += MINUTE_MS;
		vambe.add('new', START + 1);
		expect(await trigger.poll()).toEqual(['new']);
	});

	it.each([CLOCK_DIFFERENCE_MS - 1, -DAY_MS])(
		'finds what is new by a clock that is wrong by %d ms, if nothing tells of another',
		async (ahead) => {
			const vambe = new VirtualVambe(START);
			vambe.tellsTime = false;
			vambe.clockAhead = ahead;
			vambe.add('old', START - 1);
			const trigger = await activated(vambe);
			vambe.now += MINUTE_MS;
			vambe.add('new', START + 1);
			expect(await trigger.poll()).toEqual(['new']);
		},
	);

	it.each([true, false])(
		'hands on nothing of 25,000 contacts of the last minutes, nor do the next (time told: %s)',
		async (tellsTime) => {
			const vambe = new VirtualVambe(START);
			vambe.tellsTime = tellsTime;
			addMany(vambe, 25_000, START - 50_000);
			const trigger = await activated(vambe);
			for (let polls = 0; polls < 5; polls++) {
				vambe.now += MINUTE_MS;
				expect(await trigger.poll()).toEqual([]);
			}
			vambe.add('new', vambe.now);
			vambe.now += MINUTE_MS;
			expect(await trigger.poll()).toEqual(['new']);
		},
	);

	it('loses nothing created after a bulk change that lies more than a minute back', async () => {
		const vambe = new VirtualVambe(START);
		addMany(vambe, 25_000, START - 5 * MINUTE_MS);
		const trigger = await activated(vambe);
		vambe.add('new', START + 1000);
		vambe.now += MINUTE_MS;
		expect(await trigger.poll()).toEqual(['new']);
	});

	it.each([1, 2])('is not kept when request %d of it fails', async (failing) => {
		const vambe = new VirtualVambe(START);
		vambe.beforePage = () => (vambe.requests === failing ? DOWN : undefined);
		const { fetchPage } = vambe;
		const polled = await poll(undefined, SOURCE, fetchPage, vambe.pollTime());
		expect(polled).toMatchObject({ contacts: [], failure: DOWN });
		expect(polled.position).toBeUndefined();
	});
});

describe('a position that is none', () => {
	it.each([undefined, null, 'x', {}, { event: 'contactCreated', connection: 'x', cursor: 'x' }])(
		'%j',
		(stored) => {
			expect(positionOf(stored, 'contactCreated')).toBeUndefined();
		},
	);

	it('belongs to another event', async () => {
		const trigger = await activated(new VirtualVambe(START));
		expect(positionOf(trigger.position, 'contactCreated')).toEqual(trigger.position);
		expect(positionOf(trigger.position, 'contactUpdated')).toBeUndefined();
	});
});

describe('a poll', () => {
	it('asks again for no more than the last minute', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		for (let index = 0; index < 500; index++) vambe.add(`${index}`, START + index * 1000);
		vambe.now = START + 500_000;
		expect(await trigger.poll()).toHaveLength(500);
		expect(Object.keys(trigger.position?.cursor.seen ?? {})).toHaveLength(60);
		expect(await trigger.poll()).toEqual([]);
	});

	it('is one request when little or nothing is there', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		await trigger.poll();
		expect(vambe.requests).toBe(1);
		addMany(vambe, 9, START);
		vambe.now += 1000;
		expect(await trigger.poll()).toHaveLength(9);
		expect(vambe.requests).toBe(2);
	});

	it('leaves out what a server that rounds the time gives beside it', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		vambe.add('older', START - DAY_MS / 2);
		vambe.add('new', START);
		const rounding: typeof vambe.fetchPage = async (after, ...rest) =>
			await vambe.fetchPage(after - DAY_MS, ...rest);
		const { contacts } = await poll(trigger.position, SOURCE, rounding, vambe.pollTime());
		expect(contacts.map(({ id }) => id)).toEqual(['new']);
	});

	it('finds all although a server gives at most a hundred', async () => {
		const vambe = new VirtualVambe(START);
		vambe.largestPage = 100;
		const trigger = await activated(vambe);
		const made: string[] = [];
		for (let minute = 0; minute < 20; minute++) {
			made.push(...addMany(vambe, 150, vambe.now, `m${minute}`));
			vambe.now += MINUTE_MS;
			await trigger.poll();
		}
		expect(idsOf(await trigger.drain())).toEqual(made);
	});

	it('names a contact that cannot be read, and hands on the others', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		vambe.add('a', START);
		vambe.addBroken({ id: 'b', created_at: null }, START + 1);
		vambe.add('c', START + 2);
		vambe.now += MINUTE_MS;
		expect(await trigger.poll()).toEqual(['a', 'c']);
		expect(trigger.unreadable).toEqual(['contact "b", whose "created_at" is no time: null']);
		vambe.add('d', START + 3);
		expect(await trigger.poll()).toEqual(['d']);
	});
});

describe('the time a poll has', () => {
	it('is not passed: what was read is handed on, the next one goes on from there', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		const made = addMany(vambe, 9000, START);
		vambe.latencyMs = 6000;
		const polls: number[] = [];
		while (polls.length < 10 && trigger.delivered.length < made.length) {
			const begun = vambe.now;
			polls.push((await trigger.poll()).length);
			expect(vambe.now - begun).toBeLessThanOrEqual(36_000);
			vambe.now += MINUTE_MS;
		}
		expect(idsOf(trigger.delivered)).toEqual(made);
		expect(polls.length).toBeGreaterThan(1);
		expect(polls.every((count) => count > 0)).toBe(true);
	});

	it('may be long: what turns up meanwhile behind the pages that were read comes with the next one', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		trigger.budgetMs = 300_000;
		vambe.largestPage = 100;
		vambe.now += MINUTE_MS;
		const time = vambe.now;
		vambe.add('late', time - 1000, 58_000);
		addMany(vambe, 250, time);
		vambe.latencyMs = 25_000;
		vambe.beforePage = () => {
			// Vambe goes on working while pages are read.
			vambe.add(`during-${vambe.requests}`, vambe.now - 1);
			return undefined;
		};
		await trigger.poll();
		expect(idsOf(trigger.delivered)).not.toContain('late');
		vambe.beforePage = () => undefined;
		expect(idsOf(await trigger.drain())).toContain('late');
	});

	it('is long enough for one page, however short it is', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		trigger.budgetMs = 0;
		const made = addMany(vambe, 5500, START);
		for (let polls = 0; polls < 20; polls++) {
			vambe.now += MINUTE_MS;
			await trigger.poll();
		}
		expect(idsOf(trigger.delivered)).toEqual(made);
	});
});

describe('a time in the future', () => {
	it('comes once, and hides nothing', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		vambe.add('import', START + 1000 * DAY_MS);
		vambe.now += MINUTE_MS;
		expect(await trigger.poll()).toEqual(['import']);
		vambe.add('new', START + 90_000);
		vambe.now += MINUTE_MS;
		expect(await trigger.poll()).toEqual(['new']);
		vambe.now += 2000 * DAY_MS;
		expect(await trigger.poll()).toEqual([]);
	});

	it.each([
		['page two fails once', 3000, 1],
		['there is more than a poll reads', 12_000, 0],
	])('loses none when %s', async (_what, count, failing) => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		vambe.add('future', START + 30 * DAY_MS);
		await trigger.poll();
		vambe.remove('future');
		for (let minute = 0; minute < 60; minute++) {
			vambe.now += MINUTE_MS;
			vambe.add(`before-${minute}`, vambe.now - 1);
			await trigger.poll();
		}
		const made = addMany(vambe, count, vambe.now, 'outage');
		vambe.now += 120 * MINUTE_MS;
		vambe.requests = 0;
		vambe.beforePage = () => (failing > 0 && vambe.requests === 2 ? DOWN : undefined);
		const delivered = idsOf(await trigger.drain());
		expect(delivered.filter((id) => id.startsWith('outage'))).toEqual(made);
		expect(new Set(delivered).size).toBe(delivered.length);
	});

	it.each([0, 1])(
		'loses none of one a minute with a clock ahead; %d imported',
		async (imported) => {
			const vambe = new VirtualVambe(START);
			vambe.tellsTime = false;
			vambe.clockAhead = 120_000;
			const trigger = await activated(vambe);
			for (let index = 0; index < imported; index++) vambe.add(`f-${index}`, START + DAY_MS);
			const made = [];
			for (let minute = 0; minute < 60; minute++) {
				vambe.now += MINUTE_MS;
				made.push(vambe.add(`m-${minute}`, vambe.now - 1000).id);
				await trigger.poll();
			}
			const delivered = idsOf(trigger.delivered);
			expect(delivered.filter((id) => id.startsWith('m-'))).toEqual(made);
			expect(delivered).toHaveLength(made.length + imported);
		},
	);

	it('of 2,001 contacts imported with the date of tomorrow loses none', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		addMany(vambe, 2001, START + DAY_MS, 'tomorrow');
		for (let minute = 0; minute < 60; minute++) {
			vambe.now += MINUTE_MS;
			vambe.add(`m-${minute}`, vambe.now - 1000);
			await trigger.poll();
		}
		expect(new Set(trigger.delivered).size).toBe(2061);
		expect(trigger.delivered).toHaveLength(2061);
		expect(trigger.storedBytes).toBeLessThan(100_000);
	});
});

describe('times without an offset', () => {
	it('lose none', async () => {
		const vambe = new VirtualVambe(START);
		vambe.written = (time) => new Date(time).toISOString().replace('T', ' ').replace('Z', '');
		const trigger = await activated(vambe);
		for (let index = 0; index < 3000; index++) {
			vambe.now += 4000;
			vambe.add(`c-${index}`, vambe.now - 1);
			if (index % 15 === 0) await trigger.poll();
		}
		expect(await trigger.drain()).toHaveLength(3000);
	});
});

describe('many contacts of one time', () => {
	it.each([900, 1500, 3000, 8000])('%d come once when their order is never the same', async (n) => {
		const vambe = new VirtualVambe(START);
		vambe.shuffle = seededRandom(n);
		const trigger = await activated(vambe);
		for (let index = 0; index < n; index++) vambe.add(`c-${index}`, START);
		vambe.now += 1000;
		await trigger.poll();
		vambe.add('later', vambe.now);
		const delivered = await trigger.drain(12);
		expect(new Set(delivered).size).toBe(n + 1);
		expect(delivered).toHaveLength(n + 1);
	});

	it('come once when a database sorts them by the size of the page', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		for (let index = 0; index < 3000; index++) vambe.add(`c-${index}`, START);
		vambe.now += 1000;
		const sorting: typeof vambe.fetchPage = async (after, offset, limit) => {
			// The same question, the same answer: a page by page walk never shows some of them.
			vambe.shuffle = seededRandom(Math.imul((offset + limit) ^ 0x9e3779b9, 0x85ebca6b) >>> 3);
			return await vambe.fetchPage(after, offset, limit);
		};
		let { position } = trigger;
		const delivered = new Set<string>();
		for (let polls = 0; polls < 40; polls++) {
			const polled = await poll(position, SOURCE, sorting, vambe.pollTime());
			position = polled.position;
			for (const { id } of polled.contacts) delivered.add(id);
		}
		expect(delivered.size).toBe(3000);
	});

	it('that were given up lose none of those that turn up late before them', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		vambe.largestPage = 21;
		vambe.latencyMs = 2000;
		// One page a poll: the round that would prove that all are known never comes.
		trigger.budgetMs = 0;
		vambe.now += MINUTE_MS;
		const time = vambe.now;
		vambe.add('late', time - 1000, 50_000);
		for (let index = 0; index < 30; index++) vambe.add(`c-${index}`, time);
		await trigger.poll();
		expect(trigger.delivered).not.toContain(`late@${time - 1000}`);
		const delivered = idsOf(await trigger.drain(15));
		expect(delivered).toContain('late');
		expect(new Set(delivered).size).toBe(31);
		expect(delivered).toHaveLength(31);
	});

	it('do not hold up later ones when one of them is listed twice', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await activated(vambe);
		for (let index = 0; index < 12_000; index++) vambe.add(`c-${index}`, START);
		vambe.add('c-0', START);
		for (let minute = 0; minute < 10; minute++) {
			vambe.now += MINUTE_MS;
			vambe.add(`m-${minute}`, vambe.now - 1);
			await trigger.poll();
		}
		for (let minute = 0; minute < 12; minute++) await trigger.poll();
		const delivered = idsOf(await trigger.drain());
		expect(delivered.filter((id) => id.startsWith('m-'))).toHaveLength(10);
		expect([delivered.length, new Set(delivered).size]).toEqual([12_010, 12_010]);
	});

	it('keep the static data small: 60,000 of one bulk update', async () => {
		const vambe = new VirtualVambe(START, 'contactUpdated');
		const trigger = new VirtualTrigger(vambe, { ...SOURCE, event: 'contactUpdated' });
		await trigger.activate();
		for (let index = 0; index < 60_000; index++) vambe.add(`c-${index}`, START + 1);
		let most = 0;
		for (let polls = 0; polls < 15; polls++) {
			vambe.now += MINUTE_MS;
			await trigger.poll();
			most = Math.max(most, trigger.storedBytes);
		}
		expect(new Set(trigger.delivered).size).toBe(60_000);
		expect(trigger.delivered).toHaveLength(60_000);
		expect(most).toBeLessThan(500_000);
		expect(trigger.storedBytes).toBeLessThan(1000);
	});
});

describe('another credential or base URL', () => {
	const MOVED: Source = { ...SOURCE, baseUrl: 'https://gateway.example.com' };
	const RENEWED: Source = { ...SOURCE, credentialId: '2' };

	/** A trigger that saw a contact, unless the account is quiet; then two come. */
	async function withTwoNew(vambe: VirtualVambe, isQuiet = false): Promise<VirtualTrigger> {
		const trigger = await activated(vambe);
		if (!isQuiet) vambe.add('before', START);
		vambe.now += MINUTE_MS;
		await trigger.poll();
		trigger.delivered.length = 0;
		vambe.now += MINUTE_MS;
		vambe.add('one', vambe.now - 2000);
		vambe.add('two', vambe.now - 1000);
		return trigger;
	}

	const failing = async (vambe: VirtualVambe, trigger: VirtualTrigger): Promise<void> => {
		vambe.beforePage = () => DOWN;
		expect(await trigger.poll()).toEqual([]);
		vambe.beforePage = () => undefined;
	};

	it.each([
		['base URL', MOVED, false],
		['base URL', MOVED, true],
		['credential', RENEWED, false],
		['credential', RENEWED, true],
	])('goes on after failed polls: %s (quiet account: %s)', async (_what, source, isQuiet) => {
		const vambe = new VirtualVambe(START);
		const trigger = await withTwoNew(vambe, isQuiet);
		await failing(vambe, trigger);
		trigger.source = source;
		expect(await trigger.poll()).toEqual(['one', 'two']);
		expect(await trigger.poll()).toEqual([]);
	});

	it('goes on after a restart, too', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await withTwoNew(vambe);
		await failing(vambe, trigger);
		trigger.restart();
		trigger.source = RENEWED;
		expect(await trigger.poll()).toEqual(['one', 'two']);
	});

	it('goes on while all is well: a key may be replaced before it stops working', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await withTwoNew(vambe);
		trigger.source = RENEWED;
		expect(await trigger.poll()).toEqual(['one', 'two']);
	});

	it('goes on when nothing tells whose contacts they are', async () => {
		const vambe = new VirtualVambe(START);
		vambe.account = undefined;
		const trigger = await withTwoNew(vambe);
		trigger.source = RENEWED;
		expect(await trigger.poll()).toEqual(['one', 'two']);
	});

	it('fails, and stays where it is, while the new one cannot be read', async () => {
		const vambe = new VirtualVambe(START);
		const trigger = await withTwoNew(vambe);
		trigger.source = MOVED;
		await failing(vambe, trigger);
		expect(trigger.failed).toBe(1);
		expect(await trigger.poll()).toEqual(['one', 'two']);
	});

	it.each([true, false])('of another account starts anew (after a failure: %s)', async (failed) => {
		const vambe = new VirtualVambe(START);
		const trigger = await withTwoNew(vambe);
		if (failed) await failing(vambe, trigger);
		const other = new VirtualVambe(vambe.now);
		other.account = 'account-2';
		other.add('of the other', vambe.now - 500);
		trigger.source = RENEWED;
		const { position } = trigger;
		const anew = await poll(position, RENEWED, other.fetchPage, other.pollTime());
		expect(anew).toMatchObject({ contacts: [], position: { event: 'contactCreated' } });
		other.add('new', other.now + 1000);
		other.now += MINUTE_MS;
		const next = await poll(anew.position, RENEWED, other.fetchPage, other.pollTime());
		expect(next.contacts.map(({ id }) => id)).toEqual(['new']);
	});

	it('is stored so that nobody can tell the address or the account', async () => {
		const vambe = new VirtualVambe(START);
		const text = JSON.stringify((await withTwoNew(vambe)).position);
		expect(text).not.toMatch(/example|account-1/);
	});
});

describe('a change of a contact', () => {
	it('within the second of the poll comes, too, when times are in whole seconds', async () => {
		const vambe = new VirtualVambe(START, 'contactUpdated');
		const written = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
		vambe.written = written;
		const trigger = new VirtualTrigger(vambe, { ...SOURCE, event: 'contactUpdated' });
		await trigger.activate();
		vambe.add('a', START + 5000, 0, { name: 'first' });
		vambe.now = START + 5300;
		expect(await trigger.poll()).toEqual(['a']);
		vambe.remove('a');
		vambe.add('a', START + 5000, 0, { name: 'last' });
		vambe.now += MINUTE_MS;
		const { contacts } = await trigger.polled();
		expect(contacts.map(({ contact }) => contact.name)).toEqual(['last']);
	});

	it('without a new time comes no more when its second is over, whatever else of it changes', async () => {
		const vambe = new VirtualVambe(START, 'contactUpdated');
		const trigger = new VirtualTrigger(vambe, { ...SOURCE, event: 'contactUpdated' });
		await trigger.activate();
		// Addresses of pictures are signed anew for each answer; unread messages are counted.
		const show = (unread: number): void => {
			vambe.remove('a');
			vambe.add('a', START + 5000, 0, { unread });
		};
		show(0);
		vambe.now = START + 5300;
		expect(await trigger.poll()).toEqual(['a']);
		const found = [];
		for (let unread = 1; unread < 6; unread++) {
			vambe.now += MINUTE_MS;
			show(unread);
			found.push(await trigger.poll());
		}
		// Once more, as that may have been a change within the second.
		expect(found).toEqual([['a'], [], [], [], []]);
	});
});
