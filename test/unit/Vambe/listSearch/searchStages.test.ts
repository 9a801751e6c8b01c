import { searchStages } from '../../../../nodes/Vambe/listSearch/searchStages';
import { fakeList } from '../../../support/fakeList';

const pipelines = [
	{ name: 'Sales', stages: [{ id: 'a', name: 'New' }, { id: 'b', name: 'Won' }, null] },
	{ name: 'Support', stages: null },
	{ stages: [{ id: 'c', name: 'Open' }] },
];

it.each([
	[undefined, ['Sales › New', 'Sales › Won', 'Open']],
	['sales', ['Sales › New', 'Sales › Won']],
	['won', ['Sales › Won']],
])('with the filter %j the stages are %j', async (filter, names) => {
	const { context, seen } = fakeList([{ body: pipelines }]);
	const { results } = await searchStages.call(context, filter);
	expect(results.map(({ name }) => name)).toEqual(names);
	expect(seen[0]?.options.url).toMatch(/\/api\/public\/pipeline$/);
});
