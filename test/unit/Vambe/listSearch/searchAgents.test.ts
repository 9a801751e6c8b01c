import { searchAgents } from '../../../../nodes/Vambe/listSearch/searchAgents';
import { fakeList } from '../../../support/fakeList';

const members = [
	{ id: 'a', name: 'Ana', email: 'ana@example.com' },
	{ id: 'b', name: 'Beto', email: null },
	{ name: 'Nobody' },
];

it.each([
	[undefined, ['Ana · ana@example.com', 'Beto']],
	['EXAMPLE', ['Ana · ana@example.com']],
	['nobody', []],
])('with the filter %j the agents are %j', async (filter, names) => {
	const { context, seen } = fakeList([{ body: members }]);
	const { results, paginationToken } = await searchAgents.call(context, filter);
	expect(results.map(({ name }) => name)).toEqual(names);
	expect(paginationToken).toBeUndefined();
	expect(seen[0]?.options.url).toMatch(/\/api\/public\/team-members\/all$/);
});
