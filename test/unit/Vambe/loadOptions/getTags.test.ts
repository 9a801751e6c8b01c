import { fakeList } from '../../../support/fakeList';
import { getTags } from '../../../../nodes/Vambe/loadOptions/getTags';

describe('the list of tags', () => {
	it('has the tags for contacts by their names', async () => {
		const { context, seen } = fakeList([
			{
				body: [
					{ id: 7, value: 'urgent', entity_type: 'TICKET' },
					{ id: 3, value: 'vip', entity_type: 'CONTACT' },
					{ id: 2, value: 'new' },
					{ id: 5, value: '' },
					{ id: 6 },
					{ id: 'no number', value: 'x', entity_type: 'CONTACT' },
				],
			},
		]);
		expect(await getTags.call(context)).toEqual([
			{ name: '5', value: 5 },
			{ name: '6', value: 6 },
			{ name: 'new', value: 2 },
			{ name: 'vip', value: 3 },
		]);
		expect(seen).toHaveLength(1);
	});
});
