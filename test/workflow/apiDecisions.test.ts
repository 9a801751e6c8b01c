import type { INodeProperties } from 'n8n-workflow';

import { byId, fields, json, nodeCase, type NodeCase } from '../engine/nodeCase';
import { ALL_OPERATIONS, propertiesOf } from '../engine/operations';
import { useSandbox, type NodeOutcome } from '../engine/sandboxRuns';
import { asapp, contact, CONTACT_ID, ticket, webchatContact, whatsapp } from '../support/nodes';

type Parameters = Record<string, unknown>;

const runs = useSandbox();

async function accepted(node: NodeCase, items?: Parameters[]): Promise<NodeOutcome> {
	const outcome = await runs.run(node, items);
	expect(outcome.error).toBeUndefined();
	expect(runs.sandbox.requests().every((request) => request.accepted)).toBe(true);
	return outcome;
}

async function refused(node: NodeCase, message: string | RegExp): Promise<void> {
	const { error } = await runs.run(node);
	expect(error?.message).toMatch(message);
	expect(runs.sandbox.requests()).toEqual([]);
}

/** The body of the one request that must have been sent and accepted. */
async function bodyOf(node: NodeCase): Promise<unknown> {
	await accepted(node);
	return runs.onlyRequest().body;
}

describe('D1: an upsert always carries meta_data', () => {
	it('as {} when there is none', async () => {
		expect(await bodyOf(whatsapp())).toHaveProperty('meta_data', {});
	});
});

describe('D2: empty fields are left out, as the APIs take no null', () => {
	it.each([
		['an empty text', ''],
		['blanks', '   '],
		['null', '={{ null }}'],
		['a field that is not there', '={{ $json.missing }}'],
	])('%s', async (_name, nothing) => {
		const additionalFields = {
			contactName: nothing,
			contactEmail: nothing,
			stageId: byId(nothing),
			agentId: byId(nothing),
		};
		const customFields = { field: [{ key: 'plan', value: nothing }] };
		expect(await bodyOf(whatsapp({ additionalFields, customFields }))).toEqual({
			channel: 'whatsapp',
			channel_phone_number: '+56987654321',
			contact_phone_number: '+56912345678',
			meta_data: {},
		});
	});

	it('for ASAPP too', async () => {
		const additionalFields = { status: '', phoneNumber: '={{ null }}', addressCountry: ' ' };
		expect(Object.keys((await bodyOf(asapp({ additionalFields }))) as object).sort()).toEqual([
			'eventId',
			'externalConversationId',
			'externalCustomerId',
		]);
	});
});

describe('D3: a channel is named by phone number or by any other ID', () => {
	it.each(['+56987654321', '109876543210', 'my channel'])('%s', async (channelPhoneNumber) => {
		expect(await bodyOf(whatsapp({ channelPhoneNumber }))).toHaveProperty(
			'channel_phone_number',
			channelPhoneNumber,
		);
	});
});

describe('D4: custom field values become text and are not reformatted', () => {
	it.each([
		['={{ 10.50 }}', '10.5'],
		['={{ false }}', 'false'],
		['2024-01-15', '2024-01-15'],
		['12.345.678-9', '12.345.678-9'],
	])('%s', async (value, text) => {
		const customFields = { field: [{ key: 'rut', value }] };
		expect(await bodyOf(whatsapp({ customFields }))).toHaveProperty('custom_field_values', [
			{ key: 'rut', value: text },
		]);
	});
});

describe('D5: the body of contact metadata is flat, unless asked otherwise', () => {
	it('is flat by default', async () => {
		expect(await bodyOf(contact(fields({ plan: 'basic' })))).toEqual({ plan: 'basic' });
	});

	it('is wrapped on demand', async () => {
		const node = contact({ ...fields({ plan: 'basic' }), options: { wrapMetadata: true } });
		expect(await bodyOf(node)).toEqual({ metadata: { plan: 'basic' } });
	});

	it('points to that option when the answer lists no updated fields', async () => {
		runs.sandbox.configure({ contactMetadataShape: 'wrapped' });
		const flat = await runs.run(contact(fields({ plan: 'basic' })));
		expect(flat.items[0]?.json).toEqual({ contactId: CONTACT_ID, updatedFields: [] });
		expect(flat.hints).toEqual([expect.stringContaining('turn on "Wrap Metadata"')]);
		const wrapped = await runs.run(
			contact({ ...fields({ plan: 'basic' }), options: { wrapMetadata: true } }),
		);
		expect(wrapped.items[0]?.json.updatedFields).toHaveLength(1);
		expect(wrapped.hints).toEqual([]);
	});

	it('passes an answer of another kind on, and says nothing of that option', async () => {
		runs.sandbox.failNext({ status: 201, body: { id: 'x' } });
		const { items, hints } = await runs.run(contact(fields({ plan: 'basic' })));
		expect(items[0]?.json).toEqual({ id: 'x', contactId: CONTACT_ID });
		expect(hints).toEqual([]);
	});
});

describe('D6: keys that the server would store under one name are refused', () => {
	it.each([
		['companyName', 'company_name', 'company_name'],
		['LeadScore', 'lead score', 'lead_score'],
		['HTTPCode', 'http-code', 'http_code'],
	])('%s and %s', async (one, other, stored) => {
		const message = `Metadata has the keys "${one}" and "${other}", which are stored under the same name "${stored}"`;
		const metadata = fields({ [one]: 'a', [other]: 'b' });
		for (const node of [whatsapp(metadata), contact(metadata), webchatContact(metadata)]) {
			await refused(node, message);
		}
	});

	it('but not where keys are kept as they are', async () => {
		const metadata = { companyName: 'a', company_name: 'b' };
		expect(await bodyOf(ticket(fields(metadata)))).toMatchObject({ metadata });
	});
});

describe('D7: values keep their types where the server takes them, and become text where it does not', () => {
	const text =
		'{ "n": 1.5, "yes": true, "list": ["a", 2], "o": { "k": null }, "gone": null, "t": "x" }';
	const kept = { n: 1.5, yes: true, list: ['a', 2], o: { k: null }, t: 'x' };

	it.each([
		['an upsert', whatsapp(json(text)), { meta_data: kept }],
		['contact metadata', contact(json(text)), kept],
		['webchat metadata', webchatContact(json(text)), { metadata: kept }],
	])('%s keeps them', async (_name, node, body) => {
		expect(await bodyOf(node)).toMatchObject(body);
	});

	const asText = { n: '1.5', yes: 'true', list: '["a",2]', o: '{"k":null}', t: 'x' };

	it('a ticket takes text', async () => {
		expect(await bodyOf(ticket(json(text)))).toMatchObject({ metadata: asText });
	});

	it('ASAPP takes text', async () => {
		expect(await bodyOf(asapp(json(text, 'attributes')))).toMatchObject({
			attributes: Object.entries(asText).map(([name, value]) => ({ name, value })),
		});
	});
});

describe('D8: a body of more than 1,000,000 bytes is refused', () => {
	/** Metadata that makes the body of contact metadata this long: `{"k":"…"}`. */
	const padded = (bytes: number, unit: string): string => {
		const room = bytes - Buffer.byteLength('{"k":""}');
		const size = Buffer.byteLength(unit);
		return unit.repeat(Math.floor(room / size)) + 'x'.repeat(room % size);
	};
	const node = contact(json('={{ { k: $json.value } }}'));

	it.each([
		['letters', 'a'],
		['emoji, which are four bytes each', '👋'],
	])('1,000,000 bytes of %s are sent', async (_name, unit) => {
		await accepted(node, [{ value: padded(1_000_000, unit) }]);
		expect(Buffer.byteLength(runs.sandbox.requests()[0]?.rawBody ?? '')).toBe(1_000_000);
	});

	it.each([
		['letters', 'a'],
		['emoji', '👋'],
	])('1,000,001 bytes of %s are not', async (_name, unit) => {
		const { error } = await runs.run(node, [{ value: padded(1_000_001, unit) }]);
		expect(error?.message).toBe(
			'Item 0 (row 1 of 1): The request would be 1000001 bytes long, but the limit is 1000000',
		);
		expect(error?.description).toContain('Send fewer or shorter fields');
		expect(runs.sandbox.requests()).toEqual([]);
	});

	it('counts what is around the metadata', async () => {
		const { error } = await runs.run(
			contact({
				...json('={{ { k: $json.value } }}'),
				options: { wrapMetadata: true },
			}),
			[{ value: padded(1_000_000, 'a') }],
		);
		expect(error?.message).toContain('1000013 bytes');
	});
});

describe('D9: any 2xx is success', () => {
	it.each([200, 201, 202, 204])('%d', async (status) => {
		runs.sandbox.failNext({ status, body: status === 204 ? '' : { id: 'x' } });
		const { error, items } = await runs.run(whatsapp());
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual(status === 204 ? {} : { id: 'x', contactId: 'x' });
	});
});

describe('D10: a ticket is identified by exactly one thing', () => {
	it.each([
		['ticketId', 'ticket_id', 'a1b2c3d4-e5f6-7890-abcd-ef1234567890'],
		['contactId', 'ai_contact_id', CONTACT_ID],
		['contactNumber', 'contact_number', '+56912345678'],
	])('%s, whatever the hidden fields still hold', async (identifyBy, apiName, value) => {
		const node = ticket({
			identifyBy,
			ticketId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
			contactId: byId(CONTACT_ID),
			contactNumber: '+56912345678',
			...fields({ a: 'b' }),
		});
		expect(await bodyOf(node)).toEqual({ [apiName]: value, metadata: { a: 'b' } });
	});

	it.each([
		[true, { allow_closed_ticket: true }],
		[false, {}],
		['={{ "true" }}', { allow_closed_ticket: true }],
	])('allow_closed_ticket is sent only when true: %s', async (allowClosedTicket, more) => {
		expect(await bodyOf(ticket({ allowClosedTicket, ...fields({ a: 'b' }) }))).toEqual({
			ai_contact_id: CONTACT_ID,
			metadata: { a: 'b' },
			...more,
		});
	});
});

describe('D11: a 200 from ASAPP with an error in it is a failure', () => {
	it('when the error is not blank', async () => {
		runs.sandbox.configure({ asappResultError: 'FAIL_BAD_PARAMS: ERROR: no' });
		const { error } = await runs.run(asapp());
		expect(error?.message).toBe(
			'Item 0 (row 1 of 1): ASAPP refused the record: FAIL_BAD_PARAMS: ERROR: no',
		);
		expect(runs.sandbox.requests()).toHaveLength(1);
	});

	it('not when it is blank', async () => {
		runs.sandbox.failNext({ status: 200, body: { result: { eventId: 'e', error: '  ' } } });
		const { items } = await runs.run(asapp());
		expect(items[0]?.json.eventId).toBe('e');
	});

	it('also when there is no result at all', async () => {
		runs.sandbox.failNext({ status: 200, body: {} });
		const { error } = await runs.run(asapp());
		expect(error?.message).toContain('the answer has no result');
	});
});

describe('D12: both shapes of an ASAPP error are read', () => {
	const continued = { onError: 'continueRegularOutput' } as const;

	it('{ result: { error } }', async () => {
		runs.sandbox.failNext({ status: 400, body: { result: { eventId: 'e', error: 'bad' } } });
		const { items } = await runs.run(asapp(), [{}], continued);
		expect(items[0]?.json).toMatchObject({
			error: 'Item 0: ASAPP answered 400: bad',
			details: { statusCode: 400 },
		});
	});

	it('{ error: { code, message, requestId } }', async () => {
		const body = { error: { code: '403-01', message: 'Forbidden', requestId: 'r-1' } };
		runs.sandbox.failNext({ status: 403, body });
		const { items } = await runs.run(asapp(), [{}], continued);
		expect(items[0]?.json).toMatchObject({
			error: 'Item 0: ASAPP answered 403: Forbidden (code 403-01, request ID r-1)',
			details: { statusCode: 403, code: '403-01', requestId: 'r-1' },
		});
	});
});

describe('D13: ASAPP records are judged by the published schema, no stricter and no looser', () => {
	it('patterns are not anchored: one fitting character is enough', async () => {
		const additionalFields = {
			status: 'nuevo cliente ñ!',
			phoneNumber: 'ext 12',
			userId: 'ürgen',
			addressCountry: 'Côte d’Ivoire',
			addressState: 'São Paulo',
			addressZipcode: 'SW1A 1AA',
		};
		const body = await bodyOf(asapp({ externalCustomerId: 'a b/c', additionalFields }));
		expect(body).toMatchObject({ ...additionalFields, externalCustomerId: 'a b/c' });
	});

	it.each([
		['externalConversationId', 'External Conversation ID', '¡!'],
		['externalCustomerId', 'External Customer ID', '¿?'],
	])('%s without any fitting character is refused', async (name, displayName, value) => {
		await refused(
			asapp({ [name]: value }),
			`Item 0 (row 1 of 1): ${displayName} is "${value}", but must be`,
		);
	});

	it.each([
		['eventId', 'Event ID', '¿?'],
		['status', 'Status', '…'],
		['phoneNumber', 'Phone Number', 'none'],
		['userId', 'User ID', 'éé'],
		['addressCountry', 'Address Country', '日本'],
		['addressState', 'Address State', '東京'],
		['addressZipcode', 'Address Zipcode', '〒'],
	])('%s without any fitting character is refused', async (name, displayName, value) => {
		const node = asapp({ additionalFields: { [name]: value } });
		await refused(node, `Item 0 (row 1 of 1): ${displayName} is "${value}", but must be`);
	});

	const limits: Array<[string, string, number]> = [
		['eventId', 'Event ID', 256],
		['status', 'Status', 256],
		['phoneNumber', 'Phone Number', 32],
		['userId', 'User ID', 256],
		['addressCountry', 'Address Country', 128],
		['addressState', 'Address State', 128],
		['addressZipcode', 'Address Zipcode', 16],
	];

	it.each(limits)('%s counts characters, not halves of them', async (name, displayName, limit) => {
		const longest = `1${'👋'.repeat(limit - 1)}`;
		expect(await bodyOf(asapp({ additionalFields: { [name]: longest } }))).toHaveProperty(
			name,
			longest,
		);
		runs.sandbox.clearRequests();
		const node = asapp({ additionalFields: { [name]: `${longest}👋` } });
		await refused(node, `Item 0 (row 1 of 1): ${displayName} is longer than ${limit} characters`);
	});

	it.each(['externalConversationId', 'externalCustomerId'])('%s too', async (name) => {
		const longest = `1${'👋'.repeat(255)}`;
		expect(await bodyOf(asapp({ [name]: longest }))).toHaveProperty(name, longest);
		runs.sandbox.clearRequests();
		await refused(asapp({ [name]: `${longest}2` }), 'is longer than 256 characters');
	});

	const attributes = (count: number): Parameters =>
		json(
			JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']))),
			'attributes',
		);

	it('10 attributes are sent, 11 are not', async () => {
		expect(await bodyOf(asapp(attributes(10)))).toMatchObject({
			attributes: Array.from({ length: 10 }, (_, i) => ({ name: `k${i}`, value: 'v' })),
		});
		runs.sandbox.clearRequests();
		await refused(asapp(attributes(11)), 'Attributes has 11 fields, but ASAPP takes at most 10');
	});

	it('names of 256 and values of 1024 characters are sent, longer ones are not', async () => {
		const name = '👋'.repeat(256);
		const value = '👋'.repeat(1024);
		const node = (key: string, text: string): NodeCase =>
			asapp(json(JSON.stringify({ [key]: text }), 'attributes'));
		expect(await bodyOf(node(name, value))).toMatchObject({ attributes: [{ name, value }] });
		runs.sandbox.clearRequests();
		await refused(node(`${name}x`, value), 'a name longer than 256 characters');
		await refused(node('k', `${value}x`), 'Attributes "k" is longer than 1024 characters');
	});
});

describe('D16: a run that sends nothing is no success', () => {
	it.each([
		['contact metadata', contact],
		['webchat metadata', webchatContact],
		['ticket metadata', ticket],
	])('%s without any value is refused', async (_name, node) => {
		for (const nothing of [fields({}), json('{}'), json('{ "a": null }')]) {
			await refused(
				node(nothing),
				'Item 0 (row 1 of 1): Metadata is empty: there is nothing to send',
			);
		}
	});

	it('an upsert and an ASAPP record say something without it', async () => {
		await accepted(whatsapp(fields({})));
		await accepted(asapp(fields({}, 'attributes')));
		expect(runs.sandbox.requests()).toHaveLength(2);
	});
});

describe('D17: keys that could change the prototype of an object are refused', () => {
	const keys = ['__proto__', 'constructor', 'prototype'];

	it.each(keys)('%s, in every operation', async (key) => {
		const text = `{ "${key}": { "polluted": true } }`;
		for (const node of [whatsapp, contact, webchatContact, ticket]) {
			await refused(node(json(text)), `Metadata has the key "${key}", which is not allowed`);
		}
		await refused(asapp(json(text, 'attributes')), `has the key "${key}", which is not allowed`);
		expect(({} as Parameters).polluted).toBeUndefined();
	});

	it.each(keys)('%s inside a value', async (key) => {
		const text = `{ "a": { "b": [{ "${key}": 1 }] } }`;
		await refused(contact(json(text)), `Metadata "a.b.0" has the key "${key}"`);
	});
});

describe('D18: an ID is any 8-4-4-4-12 hexadecimal UUID, as the examples of the reference are', () => {
	it.each([
		'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
		'00000000-0000-0000-0000-000000000000',
		'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
	])('%s', async (id) => {
		const additionalFields = { stageId: byId(id), agentId: byId(id) };
		expect(await bodyOf(whatsapp({ additionalFields }))).toMatchObject({
			stageId: id,
			agentId: id,
		});
	});

	it.each(['a1b2c3d4e5f67890abcdef1234567890', 'g1b2c3d4-e5f6-7890-abcd-ef1234567890'])(
		'not %s',
		async (id) => {
			const node = whatsapp({ additionalFields: { stageId: byId(`={{ "${id}" }}`) } });
			await refused(node, `Stage is "${id}", but must be a UUID`);
		},
	);
});

it('D21: the stage filter says which stage it looks at', () => {
	const operation = { node: 'vambe', resource: 'contact', operation: 'getMany' };
	const filters = propertiesOf(operation).find(({ name }) => name === 'filters');
	const fieldsOf = (filters?.options ?? []) as INodeProperties[];
	const stage = fieldsOf.find(({ name }) => name === 'stageId');
	expect(stage?.description).toContain('default stage');
});

it('D24: no operation sends a carousel', () => {
	expect(ALL_OPERATIONS.filter(({ operation }) => /carousel/i.test(operation))).toEqual([]);
});

describe('D26: a currency has two or three letters', () => {
	const amount = nodeCase('vambe', 'ticket', 'updateAmount');
	const worth = (currency: string): NodeCase =>
		amount({ identifyBy: 'contactId', contactId: byId(CONTACT_ID), amount: 5, currency });

	it.each([
		['clp', 'CLP'],
		['UF', 'UF'],
	])('%s is sent as %s', async (currency, sent) => {
		expect(await bodyOf(worth(currency))).toHaveProperty('currency', sent);
	});

	it.each(['U', 'PESO', 'U1'])('%s is refused', async (currency) => {
		await refused(worth(currency), `Currency is "${currency}", but must be`);
	});
});
