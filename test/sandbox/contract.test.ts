import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { loadContract, type Operation } from '../../sandbox/contract';
import { useSandbox } from './support';

const SERVICES = ['vambe', 'asapp'] as const;
const operationsOf = (service: string): Operation[] =>
	loadContract(`${service}.openapi.yaml`).operations;
const operations = SERVICES.flatMap(operationsOf);

function operation(id: string): Operation {
	const found = operations.find((one) => one.id === id);
	if (!found) throw new Error(`No operation ${id}`);
	return found;
}

describe('the contracts', () => {
	const { send } = useSandbox();

	const examples = operations.flatMap((one) =>
		!one.takesBody
			? [{ name: `${one.id}`, one, body: undefined }]
			: Object.entries(one.examples).map(([name, body]) => ({
					name: `${one.id}, ${name}`,
					one,
					body,
				})),
	);

	it.each(examples)('are kept by request and answer: $name', async ({ one, body }) => {
		const answer = await send(one.method, one.exampleUrl, body);
		expect([200, 201]).toContain(answer.status);
		expect(one.answerProblems(answer.status, answer.body)).toEqual([]);
	});

	it.each(SERVICES)('have a handler for each endpoint of %s, and none else', (service) => {
		const handlers = readdirSync(join(__dirname, '../../sandbox', service, 'handlers'));
		const ids = operationsOf(service).map(({ id }) => `${id}.ts`);
		expect(handlers.sort()).toEqual(ids.sort());
	});

	it('say what each endpoint does', () => {
		expect(operations.filter(({ summary }) => !summary).map(({ id }) => id)).toEqual([]);
	});

	it('have a working example for every write with a body', () => {
		const writes = operations.filter(({ takesBody }) => takesBody);
		expect(writes.map(({ examples: named }) => Object.keys(named).length)).not.toContain(0);
	});

	it('name every problem of a body', () => {
		const body = { channel: 'whatsapp', agentId: null, meta_data: [] };
		const problems = operation('upsertCustomer').problems({ params: {}, query: {}, body });
		expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual([
			" must have required property 'channel_phone_number'",
			" must have required property 'contact_phone_number'",
			'/agentId must be string',
			'/meta_data must be object',
		]);
	});

	it('convert numbers of a query and refuse those out of range', () => {
		const { problems } = operation('listContacts');
		const query = { days: '30', limit: '1000', offset: '0' };
		expect(problems({ params: {}, query, body: undefined })).toEqual([]);
		expect(query).toEqual({ days: 30, limit: 1000, offset: 0 });
		expect(problems({ params: {}, query: { days: '366' }, body: undefined })).toHaveLength(1);
	});

	it.each([
		['customer id of 257 characters', { externalCustomerId: 'a'.repeat(257) }],
		['customer id without one allowed character', { externalCustomerId: '!!!' }],
		['e-mail address that is none', { emailAddress: 'nobody' }],
		['eleven attributes', { attributes: Array(11).fill({ name: 'a', value: 'b' }) }],
		[
			'attribute value of 1025 characters',
			{ attributes: [{ name: 'a', value: 'b'.repeat(1025) }] },
		],
	])('refuse an ASAPP record with an %s', (_what, extra) => {
		const body = { externalConversationId: 'a', externalCustomerId: 'b', ...extra };
		const { problems } = operation('addCustomerMetadata');
		expect(problems({ params: {}, query: {}, body })).toHaveLength(1);
	});

	it('take what the unanchored patterns take', () => {
		const body = { externalConversationId: 'a b!', externalCustomerId: 'ñ1', phoneNumber: 'tel 1' };
		const { problems } = operation('addCustomerMetadata');
		expect(problems({ params: {}, query: {}, body })).toEqual([]);
	});
});
