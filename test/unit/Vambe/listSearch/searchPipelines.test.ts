import { searchPipelines } from '../../../../nodes/Vambe/listSearch/searchPipelines';
import { fakeList } from '../../../support/fakeList';

const pipelines = [
	{ id: 'a', name: 'Sales', stages: [] },
	{ id: 'b', name: 'Support' },
	{ name: 'no ID' },
	{ id: 'c' },
];

it.each([
	[undefined, ['Sales', 'Support', 'c']],
	['supp', ['Support']],
])('with the filter %j the pipelines are %j', async (filter, names) => {
	const { context, seen } = fakeList([{ body: pipelines }]);
	const { results } = await searchPipelines.call(context, filter);
	expect(results.map(({ name }) => name)).toEqual(names);
	expect(seen[0]?.options.url).toMatch(/\/api\/public\/pipeline$/);
});
