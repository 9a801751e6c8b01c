import { searchChannels } from '../../../../nodes/Vambe/listSearch/searchChannels';
import { fakeList } from '../../../support/fakeList';

const MAIN = { id: 4001, name: 'Main line', phone_number: '+56987654321' };
const SHOP = { id: 'web-1', name: 'Shop', phone_number: null };

/** The list as it is read while this is the channel in the editor. */
function listFor(channel: unknown, ...answers: unknown[]) {
	const { context, seen } = fakeList(answers.map((body) => ({ body })));
	const open = Object.assign(context, { getCurrentNodeParameter: () => channel });
	return { read: (filter?: string) => searchChannels.call(open, filter), seen };
}

it('shows the numbers of the chosen channel, by ID as text', async () => {
	const { read, seen } = listFor('whatsapp', [MAIN, { id: 4002 }, { name: 'no ID' }]);
	expect(await read()).toEqual({
		results: [
			{ value: '4001', name: 'Main line · +56987654321' },
			{ value: '4002', name: '4002' },
		],
	});
	expect(seen.map(({ options }) => options.url)).toEqual([
		expect.stringMatching(/\/api\/public\/channels\/whatsapp$/),
	]);
});

it.each(['={{ $json.channel }}', undefined])('shows those of all with %j', async (channel) => {
	const { read } = listFor(channel, [MAIN], [SHOP]);
	expect((await read()).results).toEqual([
		{ value: '4001', name: 'Main line · +56987654321 · whatsapp' },
		{ value: 'web-1', name: 'Shop · web-whatsapp' },
	]);
});

it('takes a single object for a list of one', async () => {
	expect((await listFor('web-whatsapp', SHOP).read()).results).toEqual([
		{ value: 'web-1', name: 'Shop' },
	]);
});

it('finds what was typed', async () => {
	const names = async (filter: string) =>
		(await listFor('whatsapp', [MAIN, SHOP]).read(filter)).results.map(({ name }) => name);
	expect(await names('shop')).toEqual(['Shop']);
	expect(await names('98765')).toEqual(['Main line · +56987654321']);
});
