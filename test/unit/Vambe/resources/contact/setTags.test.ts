import { setTags } from '../../../../../nodes/Vambe/resources/contact/setTags';
import { inputOf } from '../../../../support/inputOf';

const ID = 'DF980FC8-B6DB-4820-BF22-2969482D106D';

describe('set tags of contact', () => {
	const input = inputOf(setTags, { contactId: ID, tagIds: [1, 5] });

	it('sends the IDs of the tags', () => {
		expect(setTags.request(input, {})).toEqual({
			method: 'PATCH',
			path: `/api/public/contact/tags/${ID}`,
			body: { tagsIds: [1, 5] },
		});
	});

	it('keeps the order of a contact, however its ID is written', () => {
		expect(setTags.order?.(input)).toBe(ID.toLowerCase());
	});

	it('may be repeated', () => expect(setTags.idempotent).toBe(true));
});
