import type { IDataObject } from 'n8n-workflow';

import { addCustomerMetadata } from '../../nodes/Asapp/resources/customer/addMetadata';
import type { Operation } from '../../nodes/shared/operation/operation';
import { addWebchatMetadata } from '../../nodes/Vambe/resources/webchatContact/addMetadata';
import { updateContactMetadata } from '../../nodes/Vambe/resources/contact/updateMetadata';
import { updateTicketMetadata } from '../../nodes/Vambe/resources/ticket/updateMetadata';
import { upsertCustomer } from '../../nodes/Vambe/resources/customer/upsert';
import { fakeContext } from '../support/fakeContext';
import { options } from '../support/testOperation';

const ID = 'DF980FC8-B6DB-4820-BF22-2969482D106D';

/** What an operation makes of the values in the editor. */
function inputOf<Input>(operation: Operation<Input>, parameters: IDataObject): Input {
	const run = { executionId: 'e', nodeId: 'n', runIndex: 0 };
	const values = operation.read(fakeContext({ parameters: [parameters] }), 0, run);
	return operation.schema.parse(values);
}

const json = (name: string, value: object) => ({
	[`${name}Mode`]: 'json',
	[`${name}Json`]: JSON.stringify(value),
});

describe('update contact metadata', () => {
	const of = (metadata: object) =>
		inputOf(updateContactMetadata, { contactId: ID, ...json('metadata', metadata) });
	const path = `/api/public/contact/${ID}/update-metadata`;

	it('sends the metadata as the body, or wrapped when asked', () => {
		const request = (wrapMetadata: boolean) =>
			updateContactMetadata.toRequest(of({ plan: 'pro' }), { ...options, wrapMetadata });
		expect(request(false)).toEqual({ method: 'POST', path, body: { plan: 'pro' } });
		expect(request(true)).toEqual({ method: 'POST', path, body: { metadata: { plan: 'pro' } } });
	});

	it('keeps the order of a contact however its ID is written', () => {
		expect(updateContactMetadata.orderingKey(of({ a: 1 }))).toBe(ID.toLowerCase());
	});

	it('puts the list of updated fields beside the contact, and passes an object on', () => {
		const output = (response: unknown) => updateContactMetadata.toOutput(response, of({ a: 1 }));
		expect(output(['plan'])).toEqual({ contactId: ID, updatedFields: ['plan'] });
		expect(output({ id: 1 })).toEqual({ id: 1 });
	});

	it('warns when nothing was updated', () => {
		const { warning } = updateContactMetadata;
		expect(warning?.([])).toContain('listed no updated fields');
		expect(warning?.(['plan'])).toBeUndefined();
		expect(warning?.({ length: 0 })).toBeUndefined();
	});

	it('combines: later values win', () => {
		expect(updateContactMetadata.combine?.(of({ a: 1, b: 1 }), of({ b: 2 }))).toEqual({
			contactId: ID,
			metadata: { a: 1, b: 2 },
		});
	});
});

describe('add webchat metadata', () => {
	const of = (metadata: object) =>
		inputOf(addWebchatMetadata, { externalUserId: 'User-1', ...json('metadata', metadata) });

	it('sends the user and the metadata', () => {
		expect(addWebchatMetadata.toRequest(of({ a: 1 }), options)).toEqual({
			method: 'POST',
			path: '/api/public/webchat/contact/add-metadata',
			body: { externalUserId: 'User-1', metadata: { a: 1 } },
		});
	});

	it('keeps the order of a user, whose ID has a case of its own', () => {
		expect(addWebchatMetadata.orderingKey(of({ a: 1 }))).toBe('User-1');
	});

	it('combines: later values win', () => {
		expect(addWebchatMetadata.combine?.(of({ a: 1, b: 1 }), of({ b: 2 }))).toEqual({
			externalUserId: 'User-1',
			metadata: { a: 1, b: 2 },
		});
	});
});

describe('update ticket metadata', () => {
	const of = (metadata: object, more: IDataObject = {}) =>
		inputOf(updateTicketMetadata, {
			identifyBy: 'ticketId',
			ticketId: ID,
			contactId: ID.replace('D', 'A'),
			contactNumber: '+56 912-345',
			allowClosedTicket: false,
			...json('metadata', metadata),
			...more,
		});
	const body = (more: IDataObject) =>
		updateTicketMetadata.toRequest(of({ a: 'x' }, more), options).body;

	it('sends the chosen identifier only, and the permission only when it is given', () => {
		expect(updateTicketMetadata.toRequest(of({ a: 'x' }), options)).toEqual({
			method: 'POST',
			path: '/api/public/ticket/metadata',
			body: { ticket_id: ID, metadata: { a: 'x' } },
		});
		expect(body({ identifyBy: 'contactNumber', allowClosedTicket: true })).toEqual({
			contact_number: '+56 912-345',
			allow_closed_ticket: true,
			metadata: { a: 'x' },
		});
	});

	it('keeps the order of a ticket, and of a number however it is written', () => {
		const key = (identifyBy: string, more: IDataObject = {}) =>
			updateTicketMetadata.orderingKey(of({ a: 'x' }, { identifyBy, ...more }));
		expect(key('ticketId')).toBe(ID.toLowerCase());
		expect(key('contactNumber')).toBe('56912345');
		expect(key('contactNumber', { contactNumber: '+56912345' })).toBe('56912345');
		expect(key('contactNumber', { contactNumber: 'no digits' })).toBe('no digits');
	});

	it('combines: later values win', () => {
		const later = of({ b: 'z' }, { allowClosedTicket: true });
		expect(updateTicketMetadata.combine?.(of({ a: 'x', b: 'y' }), later)).toEqual({
			...later,
			metadata: { a: 'x', b: 'z' },
		});
	});
});

describe('upsert customer', () => {
	const of = (more: IDataObject = {}) =>
		inputOf(upsertCustomer, {
			channel: 'whatsapp',
			channelPhoneNumber: '+56987654321',
			contactPhoneNumber: '+56 912 345',
			simplify: false,
			...json('metadata', { a: 1 }),
			...more,
		});
	const body = (more?: IDataObject) => upsertCustomer.toRequest(of(more), options).body;
	const whatsapp = {
		channel: 'whatsapp',
		channel_phone_number: '+56987654321',
		contact_phone_number: '+56 912 345',
		meta_data: { a: 1 },
	};
	const webchat = { channel: 'webchat', channelId: ID, externalUserId: 'User-1' };

	it('sends what is filled in, and nothing else', () => {
		expect(body()).toEqual(whatsapp);
		const customFields = { field: [{ key: 'tier', value: 'gold' }] };
		expect(body({ additionalFields: { contactName: 'Maria' }, customFields })).toEqual({
			...whatsapp,
			contact_name: 'Maria',
			custom_field_values: [{ key: 'tier', value: 'gold' }],
		});
	});

	it.each([undefined, null, ''])('takes %j for no additional fields', (additionalFields) => {
		expect(body({ additionalFields })).toEqual(whatsapp);
	});

	it('sends the fields of the channel only', () => {
		expect(body(webchat)).toEqual({
			channel: 'webchat',
			channel_id: ID,
			external_user_id: 'User-1',
			meta_data: { a: 1 },
		});
	});

	it('keeps the order of a user, and of a number however it is written', () => {
		expect(upsertCustomer.orderingKey(of(webchat))).toBe('User-1');
		expect(upsertCustomer.orderingKey(of())).toBe('56912345');
	});
});

describe('add customer metadata', () => {
	const of = (more: IDataObject = {}, attributes: object = {}) =>
		inputOf(addCustomerMetadata, {
			externalConversationId: 'conversation-1',
			externalCustomerId: 'customer-1',
			...json('attributes', attributes),
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
		expect(addCustomerMetadata.toRequest(of(own), options)).toEqual({
			method: 'POST',
			path: `${path}/single-customer-metadata`,
			body: record,
		});
		const { body } = addCustomerMetadata.toRequest(of(own, { plan: 'pro' }), options);
		expect(body).toEqual({
			...record,
			attributes: [{ name: 'plan', value: 'pro' }],
		});
	});

	it('makes an event ID where none is given, the same for the same item', () => {
		const made = of();
		expect(made).toEqual(of());
		expect(made.madeEventId).toBe(true);
		expect(made.record.eventId).not.toBe('');
		expect(of(own).madeEventId).toBe(false);
	});

	it('keeps the order of a customer', () => {
		expect(addCustomerMetadata.orderingKey(of())).toBe('customer-1');
	});

	it('says under which event ID the record is stored', () => {
		const output = (response: unknown) => addCustomerMetadata.toOutput(response, of(own));
		expect(output({ result: { eventId: 'event-2' } })).toEqual(named('event-2'));
		expect(output({ result: {} })).toEqual(record);
	});

	it.each([
		[409, 1, {}, true],
		[409, 1, own, false],
		[409, 2, own, true],
		[400, 2, {}, false],
	])('after %i at attempt %i with %j: stored before is %s', (status, attempts, more, expected) => {
		expect(addCustomerMetadata.arrivedBefore?.(status, attempts, of(more))).toBe(expected);
	});

	it('sends many records at once, and reads one result for each', () => {
		const inputs = ['event-1', 'event-2'].map((eventId) => of({ additionalFields: { eventId } }));
		const { batch } = addCustomerMetadata;
		expect(batch?.toRequest(inputs)).toEqual({
			method: 'POST',
			path: `${path}/many-customer-metadata`,
			body: { items: [record, named('event-2')] },
		});
		const results = [{ eventId: 'event-1' }, { eventId: 'event-2', error: 'bad' }];
		expect(batch?.readResults({ results }, inputs)).toEqual([
			{ output: record },
			{ rejection: { message: 'bad' } },
		]);
		expect(batch?.readResults({ results: [] }, inputs)).toBeUndefined();
	});
});
