import { externalConversationId } from '../../../../nodes/Asapp/fields/ids';
import { addRecord } from '../../../../nodes/Asapp/records/addRecord';
import { text } from '../../../../nodes/shared/fields/text';
import { inputOf } from '../../../support/inputOf';

const addThing = addRecord({
	resource: { name: 'Thing', value: 'thing' },
	action: 'Add metadata to thing',
	description: 'Submit attributes of a thing',
	pathName: 'thing',
	subject: 'the thing',
	addable: 'Add field',
	ids: { externalConversationId },
	order: (ids) => ids.externalConversationId.toLowerCase(),
	additionalFields: { status: text({ displayName: 'Status', description: '' }) },
});

const of = (externalConversation: string, additionalFields: object = {}) =>
	inputOf(addThing, {
		externalConversationId: externalConversation,
		additionalFields: { ...additionalFields },
	});

it('is "Add Metadata" of its resource, and safe to repeat', () => {
	expect(addThing).toMatchObject({
		resource: { value: 'thing' },
		value: 'addMetadata',
		name: 'Add Metadata',
		action: 'Add metadata to thing',
		idempotent: true,
	});
	expect(Object.keys(addThing.fields)).toEqual(['ingestionNotice', 'record']);
});

it('sends its record to the endpoint for one, or with others to that for many', () => {
	const input = of('C1', { eventId: 'e1', status: 'new' });
	const body = { externalConversationId: 'C1', eventId: 'e1', status: 'new' };
	const path = '/metadata-ingestion/v1';
	expect(addThing.request(input, {})).toEqual({
		method: 'POST',
		path: `${path}/single-thing-metadata`,
		body,
	});
	expect(addThing.batch?.request([input, input])).toEqual({
		method: 'POST',
		path: `${path}/many-thing-metadata`,
		body: { items: [body, body] },
	});
});

it('has the order that it says', () => {
	expect(addThing.order?.(of('C1'))).toBe('c1');
});

it('says what was stored: the event ID and the identifiers', () => {
	const input = of('C1', { eventId: 'e1' });
	const output = (eventId: string) => ({ eventId, externalConversationId: 'C1' });
	expect(addThing.output({ result: { eventId: 'e2' } }, input)).toEqual(output('e2'));
	expect(addThing.output({ result: {} }, input)).toEqual(output('e1'));
	// Without event IDs nobody can tell which of the two was refused.
	const results = addThing.batch?.results({ results: [{}, { error: 'bad' }] }, [input, input]);
	expect(results).toEqual([undefined, undefined]);
	const stored = addThing.batch?.results({ results: [{}, {}] }, [input, input]);
	expect(stored).toEqual([{ output: output('e1') }, { output: output('e1') }]);
});

it('takes a refusal with status 200 for one, and no result for another', () => {
	expect(addThing.refusal?.({ result: { error: 'bad' } })).toEqual({ message: 'bad' });
	expect(addThing.refusal?.({ result: {} })).toBeUndefined();
	expect(addThing.refusal?.({})?.message).toContain('has no result');
});

it.each([
	[409, false, {}, true],
	[409, false, { eventId: 'e1' }, false],
	[409, true, { eventId: 'e1' }, true],
	[400, true, {}, false],
])(
	'after %i, may have arrived: %s, with %j: stored before is %s',
	(status, may, more, expected) => {
		expect(addThing.arrivedBefore?.(status, may, of('C1', more))).toBe(expected);
	},
);
