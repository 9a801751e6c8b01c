import { searchContacts } from '../../../../nodes/Vambe/listSearch/searchContacts';
import type { Reply, Seen } from '../../../support/fakeClient';
import { fakeList } from '../../../support/fakeList';

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

it('searches through large pages until something is found', async () => {
	const { results, paginationToken, pages } = await search(2500, 'contact 1700');
	expect(results).toEqual([{ value: 'id-1700', name: 'Contact 1700' }]);
	expect(paginationToken).toBe('2000');
	expect(pages.map((page) => page?.offset)).toEqual([0, 1000]);
});

it('stops searching after five pages, and can be told to go on', async () => {
	const { results, paginationToken, pages } = await search(9000, 'contact 6000');
	expect([results, paginationToken, pages.length]).toEqual([[], '5000', 5]);
	const { results: found } = await search(9000, 'contact 6000', paginationToken);
	expect(found).toHaveLength(1);
});

it('ends where the contacts end', async () => {
	const { results, paginationToken, pages } = await search(1500, 'nobody');
	expect([results, paginationToken, pages.length]).toEqual([[], undefined, 2]);
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
