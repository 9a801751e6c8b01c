import type { IDataObject } from 'n8n-workflow';

import { addCustomerMetadata } from '../../../../../nodes/Asapp/resources/customer/addMetadata';
import { inputOf, jsonBlock } from '../../../../support/inputOf';

describe('add customer metadata', () => {
	const of = (more: IDataObject = {}, attributes: object = {}) =>
		inputOf(addCustomerMetadata, {
			externalConversationId: 'conversation-1',
			externalCustomerId: 'customer-1',
			...jsonBlock('attributes', attributes),
			...more,
		});
	const own = { additionalFields: { eventId: 'event-1' } };
	const record = {
		externalConversationId: 'conversation-1',
		externalCustomerId: 'customer-1',
		eventId: 'event-1',
	};
	const named = (eventId: string) => ({ ...record, eventId });
	const path = '/metadata-ingestion/v1';

	it('sends one record, with attributes where there are any', () => {
		expect(addCustomerMetadata.request(of(own), {})).toEqual({
			method: 'POST',
			path: `${path}/single-customer-metadata`,
			body: record,
		});
		const { body } = addCustomerMetadata.request(of(own, { plan: 'pro' }), {});
		expect(body).toEqual({
			...record,
			attributes: [{ name: 'plan', value: 'pro' }],
		});
	});

	it('makes an event ID where none is given, the same for the same item', () => {
		const made = of();
		expect(made).toEqual(of());
		expect(made).toMatchObject({ record: { isEventIdMade: true } });
		expect(addCustomerMetadata.request(made, {}).body?.eventId).toMatch(/^[0-9a-f-]{36}$/);
		expect(of(own)).toMatchObject({ record: { isEventIdMade: false, eventId: 'event-1' } });
	});

	it('keeps the order of a customer', () => {
		expect(addCustomerMetadata.order?.(of())).toBe('customer-1');
	});

	it('says under which event ID the record is stored', () => {
		const output = (response: unknown) => addCustomerMetadata.output(response, of(own));
		expect(output({ result: { eventId: 'event-2' } })).toEqual(named('event-2'));
		expect(output({ result: {} })).toEqual(record);
	});

	it.each([
		[409, false, {}, true],
		[409, false, own, false],
		[409, true, own, true],
		[400, true, {}, false],
	])(
		'after %i, may have arrived: %s, with %j: stored before is %s',
		(status, may, more, expected) => {
			expect(addCustomerMetadata.arrivedBefore?.(status, may, of(more))).toBe(expected);
		},
	);

	it('sends many records at once, and reads one result for each', () => {
		const inputs = ['event-1', 'event-2'].map((eventId) => of({ additionalFields: { eventId } }));
		const { batch } = addCustomerMetadata;
		expect(batch?.request(inputs)).toEqual({
			method: 'POST',
			path: `${path}/many-customer-metadata`,
			body: { items: [record, named('event-2')] },
		});
		const results = [{ eventId: 'event-1' }, { eventId: 'event-2', error: 'bad' }];
		expect(batch?.results({ results }, inputs)).toEqual([
			{ output: record },
			{ refusal: { message: 'bad' } },
		]);
		expect(batch?.results({ results: [] }, inputs)).toBeUndefined();
	});
});
