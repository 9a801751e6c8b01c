import { SEED } from '../../sandbox';
import { useSandbox } from './support';

const caller = useSandbox();
const search = async (query: Record<string, string>) => {
	const path = `/api/public/contacts/search?${new URLSearchParams(query).toString()}`;
	return await caller.send('GET', path);
};
const ids = async (query: Record<string, string>): Promise<unknown[]> =>
	((await search(query)).body as Array<{ id: unknown }>).map(({ id }) => id);

describe('contacts are searched for', () => {
	it.each([
		['a part of the number', { phone: '12345678' }],
		['a number in any form', { phone: '+56 (9) 1234-5678' }],
		['a part of the address, without case', { email: 'MARIA.R' }],
		['both', { phone: '5678', email: '@example.com' }],
	])('by %s', async (_what, query) => {
		expect(await ids(query as Record<string, string>)).toContain(SEED.contactId);
	});

	it('on all channels, and both must fit', async () => {
		const [first] = caller.sandbox.putContacts([
			{ phone: '+56912345678', platform: 'web-whatsapp', email: 'other@x.co' },
		]);
		expect(await ids({ phone: '912345678' })).toEqual([SEED.contactId, first]);
		expect(await ids({ phone: '912345678', email: 'x.co' })).toEqual([first]);
	});

	it('and at most 50 are found', async () => {
		caller.sandbox.putContacts(
			Array.from({ length: 60 }, (_, at) => ({ phone: `+5699${at}00000` })),
		);
		expect(await ids({ phone: '5699' })).toHaveLength(50);
	});

	it.each([{}, { phone: 'ana' }, { phone: '' }, { email: '' }])('not by %j', async (query) => {
		expect((await search(query as Record<string, string>)).status).toBe(400);
	});
});
