import type { IDataObject } from 'n8n-workflow';

import { upsertCustomer } from '../../../../../nodes/Vambe/resources/customer/upsert';
import { inputOf, jsonBlock } from '../../../../support/inputOf';

const ID = 'DF980FC8-B6DB-4820-BF22-2969482D106D';

describe('upsert customer', () => {
	const of = (more: IDataObject = {}) =>
		inputOf(upsertCustomer, {
			channel: 'whatsapp',
			channelPhoneNumber: '+56987654321',
			contactPhoneNumber: '+56 912 345',
			simplify: false,
			...jsonBlock('metadata', { a: 1 }),
			...more,
		});
	const body = (more?: IDataObject) => upsertCustomer.request(of(more), {}).body;
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
		expect(upsertCustomer.order?.(of(webchat))).toBe('User-1');
		expect(upsertCustomer.order?.(of())).toBe('56912345');
	});
});
