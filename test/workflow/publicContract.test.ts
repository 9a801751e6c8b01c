import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

import { AsappApi } from '../../credentials/AsappApi.credentials';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { Asapp } from '../../nodes/Asapp/Asapp.node';
import { Vambe } from '../../nodes/Vambe/Vambe.node';
import { itemsFor, OPERATION_CASES } from '../engine/operationCases';
import { useSandbox } from '../engine/sandboxRuns';

// Saved workflows depend on everything below. A change here breaks them: add a node version instead.

/** `name: type = default`, and what it can be set to. */
type Shape = Record<string, unknown>;

const isProperty = (
	option: INodePropertyOptions | INodeProperties | INodePropertyCollection,
): option is INodeProperties => 'type' in option;

function shapeOf(property: INodeProperties): unknown {
	const { type, options = [] } = property;
	switch (type) {
		case 'options':
			return {
				default: property.default,
				values: (options as INodePropertyOptions[]).map(({ value }) => value).sort(),
			};
		case 'collection':
			return shapesOf(options.filter(isProperty));
		case 'fixedCollection':
			return Object.fromEntries(
				(options as INodePropertyCollection[]).map(({ name, values }) => [name, shapesOf(values)]),
			);
		case 'resourceLocator':
			return { default: property.default, modes: property.modes?.map(({ name }) => name) };
		default:
			return { type, default: property.default };
	}
}

function shapesOf(properties: INodeProperties[]): Shape {
	return Object.fromEntries(properties.map((property) => [property.name, shapeOf(property)]));
}

/** The parameters of one operation, without resource and operation themselves. */
function parametersOf(node: INodeType, resource: string, operation: string): Shape {
	const own = node.description.properties.filter(({ displayOptions, type }) => {
		// Notices are text: they hold no value that a saved workflow could depend on.
		if (type === 'notice') return false;
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return resources?.includes(resource) && operations?.includes(operation);
	});
	return shapesOf(own);
}

const text = { type: 'string', default: '' };
const flag = { type: 'boolean', default: false };
const number = (value: number): Shape => ({ type: 'number', default: value });
const locator = { default: { mode: 'list', value: '' }, modes: ['list', 'id'] };

const metadataBlock = (name: string): Shape => ({
	[`${name}Mode`]: { default: 'fields', values: ['fields', 'input', 'json'] },
	[`${name}Fields`]: { type: 'assignmentCollection', default: {} },
	[`${name}Exclude`]: text,
	[`${name}Json`]: { type: 'json', default: '{}' },
});

const options = (extra: Shape = {}, requestsPerSecond = 0): Shape => ({
	concurrency: number(5),
	dryRun: flag,
	maxRetries: number(3),
	requestsPerSecond: number(requestsPerSecond),
	timeout: number(30_000),
	...extra,
});

describe('the Vambe node', () => {
	const { description } = new Vambe();
	const parameters = (resource: string, operation: string): Shape =>
		parametersOf(new Vambe(), resource, operation);

	it('is version 1 and keeps its name, credential and tool use', () => {
		expect(description).toMatchObject({
			name: 'vambe',
			version: 1,
			usableAsTool: true,
			credentials: [{ name: 'vambeApi', required: true }],
			inputs: ['main'],
			outputs: ['main'],
		});
	});

	it('has these resources and operations', () => {
		const choices = description.properties.filter(({ name }) =>
			['resource', 'operation'].includes(name),
		);
		expect(
			choices.map((choice) => [choice.displayOptions?.show?.resource, shapeOf(choice)]),
		).toEqual([
			[
				undefined,
				{ default: 'customer', values: ['contact', 'customer', 'ticket', 'webchatContact'] },
			],
			[['customer'], { default: 'upsert', values: ['upsert'] }],
			[['contact'], { default: 'updateMetadata', values: ['updateMetadata'] }],
			[['webchatContact'], { default: 'addMetadata', values: ['addMetadata'] }],
			[['ticket'], { default: 'updateMetadata', values: ['updateMetadata'] }],
		]);
	});

	it('customer / upsert', () => {
		expect(parameters('customer', 'upsert')).toEqual({
			channel: { default: 'whatsapp', values: ['web-whatsapp', 'webchat', 'whatsapp'] },
			channelPhoneNumber: text,
			contactPhoneNumber: text,
			channelId: text,
			externalUserId: text,
			additionalFields: {
				contactName: text,
				contactEmail: text,
				stageId: locator,
				agentId: locator,
			},
			customFields: { field: { key: text, value: text } },
			...metadataBlock('metadata'),
			simplify: { type: 'boolean', default: true },
			options: options(),
		});
	});

	it('contact / updateMetadata', () => {
		expect(parameters('contact', 'updateMetadata')).toEqual({
			contactId: locator,
			...metadataBlock('metadata'),
			options: options({ combineItems: flag, wrapMetadata: flag }),
		});
	});

	it('webchatContact / addMetadata', () => {
		expect(parameters('webchatContact', 'addMetadata')).toEqual({
			externalUserId: text,
			...metadataBlock('metadata'),
			options: options({ combineItems: flag }),
		});
	});

	it('ticket / updateMetadata', () => {
		expect(parameters('ticket', 'updateMetadata')).toEqual({
			identifyBy: { default: 'ticketId', values: ['contactId', 'contactNumber', 'ticketId'] },
			ticketId: text,
			contactId: locator,
			contactNumber: text,
			allowClosedTicket: flag,
			...metadataBlock('metadata'),
			options: options({ combineItems: flag }),
		});
	});

	it('shows a field only beside the choice it belongs to', () => {
		const conditions = description.properties.flatMap(({ name, displayOptions }) => {
			const { channel, identifyBy } = displayOptions?.show ?? {};
			return channel || identifyBy ? [[name, channel ?? identifyBy]] : [];
		});
		expect(conditions).toEqual([
			['channelPhoneNumber', ['whatsapp', 'web-whatsapp']],
			['contactPhoneNumber', ['whatsapp', 'web-whatsapp']],
			['channelId', ['webchat']],
			['externalUserId', ['webchat']],
			['ticketId', ['ticketId']],
			['contactId', ['contactId']],
			['contactNumber', ['contactNumber']],
		]);
	});
});

describe('the ASAPP node', () => {
	it('is version 1 and keeps its name, credential and tool use', () => {
		expect(new Asapp().description).toMatchObject({
			name: 'asapp',
			version: 1,
			usableAsTool: true,
			credentials: [{ name: 'asappApi', required: true }],
		});
	});

	it('customer / addMetadata', () => {
		expect(parametersOf(new Asapp(), 'customer', 'addMetadata')).toEqual({
			externalConversationId: text,
			externalCustomerId: text,
			additionalFields: {
				eventId: text,
				status: text,
				phoneNumber: text,
				emailAddress: text,
				userId: text,
				addressCountry: text,
				addressState: text,
				addressZipcode: text,
			},
			...metadataBlock('attributes'),
			options: options({ batchSize: number(1) }, 100),
		});
	});
});

describe('the credentials', () => {
	const secret = (properties: INodeProperties[]): string[] =>
		properties.filter(({ typeOptions }) => typeOptions?.password).map(({ name }) => name);

	const headersOf = async (
		authenticate: IAuthenticate,
		credentials: ICredentialDataDecryptedObject,
	): Promise<unknown> => {
		if (typeof authenticate !== 'function') throw new Error('authenticate must be a function');
		return (await authenticate(credentials, { url: '/' })).headers;
	};

	it('vambeApi', async () => {
		const { name, properties, authenticate, test } = new VambeApi();
		expect(name).toBe('vambeApi');
		expect(shapesOf(properties)).toEqual({
			apiKey: text,
			baseUrl: { type: 'string', default: 'https://api.vambe.me' },
		});
		expect(secret(properties)).toEqual(['apiKey']);
		expect(await headersOf(authenticate, { apiKey: 'k1' })).toEqual({ 'x-api-key': 'k1' });
		expect(test.request).toMatchObject({ url: '/api/public/pipeline' });
	});

	it('asappApi', async () => {
		const { name, properties, authenticate, test } = new AsappApi();
		expect(name).toBe('asappApi');
		expect(shapesOf(properties)).toEqual({
			apiId: text,
			apiSecret: text,
			environment: { default: 'production', values: ['custom', 'production', 'sandbox'] },
			baseUrl: text,
		});
		expect(secret(properties)).toEqual(['apiId', 'apiSecret']);
		expect(await headersOf(authenticate, { apiId: 'i1', apiSecret: 's1' })).toEqual({
			'asapp-api-id': 'i1',
			'asapp-api-secret': 's1',
		});
		expect(test.request).toMatchObject({ url: '/v1/health' });
		expect(test.request.baseURL).toContain('https://api.asapp.com');
		expect(test.request.baseURL).toContain('https://api.sandbox.asapp.com');
	});
});

/** The keys of each operation's output, which later nodes refer to. */
const OUTPUT_KEYS: Record<string, string[]> = {
	'upsert customer': [
		...['ai_customer_id', 'chat_status', 'client_id', 'created_at', 'default_stage_id'],
		...['email', 'id', 'name', 'phone', 'platform'],
	],
	'update contact metadata': ['contactId', 'updatedFields'],
	'add webchat metadata': ['success', 'updated_fields'],
	'update ticket metadata': ['status'],
	'add customer metadata': ['eventId', 'externalConversationId', 'externalCustomerId'],
};

describe('the output', () => {
	const runs = useSandbox();
	const cases = OPERATION_CASES.map((operation) => [operation.name, operation] as const);
	const keys = (value: unknown): string[] => Object.keys(value as object).sort();

	it.each(cases)('%s', async (name, operation) => {
		const { items } = await runs.run(operation.node(), itemsFor(operation, 1));
		expect(keys(items[0]?.json)).toEqual(OUTPUT_KEYS[name]);
	});

	it('of an upsert that is not simplified is the whole answer', async () => {
		const [operation] = OPERATION_CASES;
		const { type, parameters } = operation?.node() ?? { type: 'vambe', parameters: {} };
		const body = { id: 'x', is_chat_read: false, more: { deep: 1 } };
		runs.sandbox.failNext({ status: 201, body });
		const { items } = await runs.run({ type, parameters: { ...parameters, simplify: false } }, [
			{ id: '+569', value: 'x' },
		]);
		expect(items[0]?.json).toEqual(body);
	});

	it.each(cases)('%s: dry run', async (_name, operation) => {
		const { items } = await runs.run(operation.node({ dryRun: true }), itemsFor(operation, 1));
		expect(keys(items[0]?.json)).toEqual(['dryRun', 'request']);
		expect(keys(items[0]?.json.request)).toEqual(['body', 'method', 'url']);
	});

	it.each(cases)('%s: a failed item', async (_name, operation) => {
		runs.sandbox.failNext({ status: 400 });
		const { items } = await runs.run(operation.node(), itemsFor(operation, 1), {
			onError: 'continueRegularOutput',
		});
		expect(keys(items[0]?.json)).toEqual(['details', 'error']);
		expect(keys(items[0])).toEqual(['json', 'pairedItem']);
	});
});
