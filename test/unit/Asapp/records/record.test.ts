import { externalConversationId } from '../../../../nodes/Asapp/fields/ids';
import { record } from '../../../../nodes/Asapp/records/record';
import { text } from '../../../../nodes/shared/fields/text';
import { itemOf } from '../../../support/itemOf';

const status = text({ displayName: 'Status', description: '' });
const field = record({
	ids: { externalConversationId },
	additionalFields: { status },
	subject: 'the conversation',
	addable: 'Add field',
});
const read = (parameters: object, place = 'here') =>
	field.read(itemOf({ externalConversationId: 'c1', ...parameters }, {}, { place }), 'record');

it('shows its identifiers, its attributes, and its other fields with the event ID', () => {
	const properties = field.properties('record');
	expect(properties.map(({ name }) => name)).toEqual([
		'externalConversationId',
		'attributesMode',
		'attributesFields',
		'attributesExclude',
		'attributesJson',
		'additionalFields',
	]);
	expect(properties[5]?.options?.map(({ name }) => name)).toEqual(['eventId', 'status']);
	expect(properties[2]?.description).toContain('Extra data about the conversation');
});

it('is sent with what is set, and nothing else', () => {
	expect(read({ additionalFields: { eventId: 'e1' } })).toEqual({
		body: { externalConversationId: 'c1', eventId: 'e1' },
		ids: { externalConversationId: 'c1' },
		eventId: 'e1',
		isEventIdMade: false,
	});
	const all = {
		additionalFields: { eventId: 'e1', status: 'new' },
		attributesMode: 'json',
		attributesJson: { plan: 'pro' },
	};
	expect(read(all).body).toEqual({
		externalConversationId: 'c1',
		eventId: 'e1',
		status: 'new',
		attributes: [{ name: 'plan', value: 'pro' }],
	});
});

it('makes an event ID where none is given: the same for the same place, another elsewhere', () => {
	const made = read({});
	expect(made).toMatchObject({ isEventIdMade: true, body: { eventId: made.eventId } });
	expect(read({})).toEqual(made);
	expect(read({}, 'there').eventId).not.toBe(made.eventId);
});

it('lacks its identifier', () => {
	expect(() => read({ externalConversationId: '' })).toThrow('External Conversation ID is empty');
});
