import { systemClock } from '../../../../nodes/shared/n8n/systemClock';
import { searchContacts } from '../../../../nodes/Vambe/listSearch/searchContacts';
import type { Reply, Seen } from '../../../support/fakeClient';
import { fakeList } from '../../../support/fakeList';
import type * as virtualClock from '../../../support/virtualClock';

// What a list waits for, it waits for in real time; here it must not.
jest.mock('../../../../nodes/shared/n8n/systemClock', () => {
	const { VirtualClock } = jest.requireActual<typeof virtualClock>('../../../support/virtualClock');
	return { systemClock: new VirtualClock() };
});
const clock = systemClock as virtualClock.VirtualClock;

/** A server with this many contacts, `Contact 0` and so on. */
const server =
	(total: number) =>
	({ options }: Seen): Reply => {
		const { limit, offset } = options.qs as { limit: number; offset: number };
		const count = Math.max(0, Math.min(limit, total - offset));
		const body = Array.from({ length: count }, (_, index) => ({
			id: `id-${offset + index}`,
			name: `Contact ${offset + index}`,
		}));
		return { body };
	};

async function search(total: number, filter?: string, token?: string) {
	const { context, seen } = fakeList(server(total));
	const { results, paginationToken } = await searchContacts.call(context, filter, token);
	return { results, paginationToken, pages: seen.map(({ options }) => options.qs) };
}

it('reads a page of the last year at a time, and says where the next begins', async () => {
	const first = await search(150);
	expect(first.results).toHaveLength(100);
	expect(first.paginationToken).toBe('100');
	expect(first.pages).toEqual([{ days: 365, limit: 100, offset: 0 }]);
	const second = await search(150, undefined, first.paginationToken);
	expect(second.results).toHaveLength(50);
	expect(second.paginationToken).toBeUndefined();
});

it('takes a page that is just full for one with more to come', async () => {
	expect(await search(100)).toMatchObject({ paginationToken: '100' });
	const last = await search(100, undefined, '100');
	expect([last.results, last.paginationToken]).toEqual([[], undefined]);
});

describe('a search', () => {
	type Query = { limit?: number; offset?: number; phone?: string; email?: string };

	/** A server with these contacts: the list by pages, the search by a part of phone or e-mail. */
	const serverOf =
		(contacts: Array<Record<string, unknown>>, largestPage = Infinity) =>
		({ options }: Seen): Reply => {
			const { limit = 0, offset = 0, phone, email } = options.qs as Query;
			if (!options.url.endsWith('/search')) {
				const end = offset + Math.min(limit, largestPage);
				return { body: contacts.slice(offset, end) };
			}
			const has = (value: unknown, part?: string) =>
				part === undefined || String(value).toLowerCase().includes(part.toLowerCase());
			const found = contacts.filter(
				(one) => has(String(one.phone).replace(/\D/g, ''), phone) && has(one.email, email),
			);
			return { body: found.slice(0, 50) };
		};

	const people = (count: number, named: Record<number, Record<string, unknown>>) =>
		Array.from({ length: count }, (_, index) => ({
			id: `id-${index}`,
			name: `Person ${index}`,
			phone: `+56 9 1${String(index).padStart(7, '0')}`,
			email: `p${index}@example.com`,
			...named[index],
		}));

	async function find(contacts: Array<Record<string, unknown>>, text: string, largest?: number) {
		const { context, seen } = fakeList(serverOf(contacts, largest));
		const { results, paginationToken } = await searchContacts.call(context, text);
		expect(paginationToken).toBeUndefined();
		return {
			names: results.map(({ name }) => name),
			values: results.map(({ value }) => value),
			seen,
		};
	}

	it.each([1000, undefined, 100])(
		'finds all, in one answer (largest page: %s)',
		async (largest) => {
			const contacts = people(2500, {
				10: { name: 'Maria Soto' },
				1500: { name: 'Maria Rodriguez' },
				2499: { name: 'Ana Maria' },
			});
			const { values } = await find(contacts, 'maria', largest);
			expect(values).toEqual(['id-10', 'id-1500', 'id-2499']);
		},
	);

	it('finds the only one among many', async () => {
		expect((await find(people(6000, { 5500: { name: 'Zoe' } }), ' zoe ')).values).toEqual([
			'id-5500',
		]);
		expect((await find(people(3000, {}), 'nobody')).values).toEqual([]);
	});

	it.each(['perez ana', 'ANA  pérez', 'Pérez, Ana'.replace(',', '')])(
		'finds a name by %j',
		async (text) => {
			expect((await find(people(20, { 7: { name: 'Ana  Pérez' } }), text)).values).toEqual([
				'id-7',
			]);
		},
	);

	it.each([
		'+56 9 1234 5678',
		'+56912345678',
		'(56) 9-1234-5678',
		'0056 9 1234 5678',
		' 912345678 ',
		'1234 5678',
	])('finds a phone typed as %j with one request', async (text) => {
		const { values, seen } = await find(people(20, { 7: { phone: '+56912345678' } }), text);
		expect(values).toEqual(['id-7']);
		expect(seen.map(({ options }) => options.url)).toEqual([
			expect.stringMatching(/contacts\/search$/) as string,
		]);
	});

	it('finds a Mexican number in either form', async () => {
		const contacts = people(20, { 7: { phone: '+525512345678' } });
		expect((await find(contacts, '+52 1 55 1234 5678')).values).toEqual(['id-7']);
	});

	it('finds an e-mail, and shows it although the contact has a phone', async () => {
		const { names, seen } = await find(people(20, {}), 'P7@example.com');
		expect(names).toEqual(['Person 7 · +56 9 10000007 · p7@example.com']);
		expect(seen).toHaveLength(1);
	});

	it('reads on where the search of the API shows no more than 50', async () => {
		const { values } = await find(people(700, {}), '@example.com');
		expect(new Set(values).size).toBe(501);
		expect(values.at(-1)).toBe('');
		expect((await find(people(70, {}), '@example.com')).values).toHaveLength(70);
	});

	it('goes by the list where the API has no such search', async () => {
		const { context } = fakeList((seen) =>
			seen.options.url.endsWith('/search')
				? { status: 404 }
				: serverOf(people(20, { 7: { phone: '+56912345678' } }))(seen),
		);
		const { results } = await searchContacts.call(context, '+56 9 1234 5678');
		expect(results.map(({ value }) => value)).toEqual(['id-7']);
	});

	it('finds digits in a name', async () => {
		const { values } = await find(people(20, { 7: { name: 'Local 4455' } }), '4455');
		expect(values).toEqual(['id-7']);
		expect((await find(people(20, {}), 'person 12')).values).toEqual(['id-12']);
	});

	it('says so when more match than a list can show, and reads no further', async () => {
		const { names, values, seen } = await find(people(3000, {}), 'person');
		expect([values.length, values.at(-1)]).toEqual([501, '']);
		expect(names.at(-1)).toMatch(/^More contacts match: type more/);
		expect(seen).toHaveLength(1);
	});

	it('says so when there was no time for all, and shows what was found', async () => {
		const contacts = people(60_000, { 10: { name: 'Maria' }, 59_000: { name: 'Maria' } });
		const slow = (seen: Seen): Reply => ({ ...serverOf(contacts)(seen), after: 4000 });
		const { context } = fakeList(slow, undefined, clock);
		const begun = clock.now();
		const { results } = await clock.run(searchContacts.call(context, 'maria'));
		expect(results.map(({ name }) => name)).toEqual([
			expect.stringMatching(/^Maria · /) as string,
			expect.stringMatching(/^Not all contacts could be searched/) as string,
		]);
		expect(clock.now() - begun).toBeLessThanOrEqual(15_000);
	});

	it('fails when nothing can be read', async () => {
		const { context } = fakeList([{ status: 401, body: { message: 'no' } }]);
		await expect(searchContacts.call(context, 'maria')).rejects.toThrow('answered 401');
	});
});

it('shows the phone, or else the email, and the channel', async () => {
	const body = [
		{ id: 'a', name: 'Ana', phone: '+56 9', email: 'ana@example.com', platform: 'whatsapp' },
		{ id: 'b', name: null, phone: '', email: 'beto@example.com', platform: 'webchat' },
		{ id: 'c' },
	];
	const { results } = await searchContacts.call(fakeList([{ body }]).context);
	expect(results.map(({ name }) => name)).toEqual([
		'Ana · +56 9 · whatsapp',
		'beto@example.com · webchat',
		'c',
	]);
});
