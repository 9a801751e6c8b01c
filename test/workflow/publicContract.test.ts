import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';

import { AsappApi } from '../../credentials/AsappApi.credentials';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { Asapp } from '../../nodes/Asapp/Asapp.node';
import { Vambe } from '../../nodes/Vambe/Vambe.node';
import { itemsFor, keyOf, named, nodeOf, nodeWith, caseOf } from '../cases';
import { ALL_OPERATIONS, propertiesOf, type OfferedOperation } from '../engine/operations';
import { schemaOf } from '../engine/schemas';
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
const parametersOf = (operation: OfferedOperation): Shape =>
	// Notices are text: they hold no value that a saved workflow could depend on.
	shapesOf(propertiesOf(operation).filter(({ type }) => type !== 'notice'));

const text = { type: 'string', default: '' };
const texts = (...names: string[]): Shape => Object.fromEntries(names.map((name) => [name, text]));
const flag = { type: 'boolean', default: false };
const blankValues = { default: 'skip', values: ['send', 'skip'] };
const number = (value: number): Shape => ({ type: 'number', default: value });
const moment = { type: 'dateTime', default: '' };
const locator = { default: { mode: 'list', value: '' }, modes: ['list', 'id'] };
const contactLocator = { ...locator, modes: ['list', 'id', 'url'] };

const metadataBlock = (name: string): Shape => ({
	[`${name}Mode`]: { default: 'fields', values: ['fields', 'input', 'json'] },
	[`${name}Fields`]: { type: 'assignmentCollection', default: {} },
	[`${name}Exclude`]: text,
	[`${name}Json`]: { type: 'json', default: '{}' },
});

const options = (extra: Shape = {}, requestsPerSecond = 0): Shape => ({
	concurrency: number(0),
	dryRun: flag,
	maxRetries: number(3),
	requestsPerSecond: number(requestsPerSecond),
	timeout: number(30_000),
	...extra,
});

/** Parameters of each operation, and the keys of its output, which later nodes refer to. */
const OPERATIONS: Record<string, { parameters: Shape; output: string[] }> = {
	'vambe/customer/upsert': {
		parameters: {
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
			options: options({ blankValues }),
		},
		output: [
			...['ai_customer_id', 'chat_status', 'client_id', 'created_at', 'default_stage_id'],
			...['email', 'id', 'name', 'phone', 'platform'],
		],
	},
	'vambe/contact/updateMetadata': {
		parameters: {
			contactId: contactLocator,
			...metadataBlock('metadata'),
			options: options({ blankValues, combineItems: flag, wrapMetadata: flag }),
		},
		output: ['contactId', 'updatedFields'],
	},
	'vambe/contact/get': {
		parameters: {
			contactId: contactLocator,
			simplify: { type: 'boolean', default: true },
			options: options(),
		},
		output: [
			...['active_ticket_v2', 'ai_customer_id', 'chat_status', 'client_id', 'created_at'],
			...['default_stage_id', 'email', 'id', 'last_message_at', 'metadata', 'name', 'phone'],
			...['platform', 'updated_at'],
		],
	},
	'vambe/contact/getMany': {
		parameters: {
			returnAll: flag,
			limit: number(50),
			filters: {
				lastMessageDays: number(30),
				createdAfter: moment,
				updatedAfter: moment,
				stageId: locator,
				...texts('customFieldKey', 'customFieldValue'),
			},
			simplify: { type: 'boolean', default: true },
			options: options(),
		},
		output: [
			...['active_ticket_v2', 'ai_customer_id', 'chat_status', 'client_id', 'created_at'],
			...['default_stage_id', 'email', 'id', 'last_message_at', 'name', 'phone', 'platform'],
			'updated_at',
		],
	},
	'vambe/contact/assignAgent': {
		parameters: {
			contactId: contactLocator,
			agentId: locator,
			removeExistingAgents: flag,
			options: options(),
		},
		output: ['message', 'success'],
	},
	'vambe/contact/setTags': {
		parameters: {
			contactId: contactLocator,
			tagIds: { type: 'multiOptions', default: [] },
			options: options(),
		},
		output: ['aiContactTagsLength', 'status'],
	},
	'vambe/contact/addTags': {
		parameters: {
			channel: {
				default: 'whatsapp',
				values: ['instagram', 'playground', 'web-whatsapp', 'whatsapp'],
			},
			...texts('contactIdentifier', 'tags'),
			options: options(),
		},
		output: [
			...['assignedCount', 'createdCount', 'details', 'notAssignedCount', 'notAssignedTags'],
			'status',
		],
	},
	'vambe/ticket/updateAmount': {
		parameters: {
			identifyBy: { default: 'ticketId', values: ['contactId', 'contactNumber', 'ticketId'] },
			ticketId: text,
			contactId: contactLocator,
			contactNumber: text,
			allowClosedTicket: flag,
			amount: { type: 'number', default: '' },
			currency: text,
			options: options(),
		},
		output: ['status'],
	},
	'vambe/webchatContact/addMetadata': {
		parameters: {
			externalUserId: text,
			...metadataBlock('metadata'),
			options: options({ blankValues, combineItems: flag }),
		},
		output: ['success', 'updated_fields'],
	},
	'vambe/ticket/updateMetadata': {
		parameters: {
			identifyBy: { default: 'ticketId', values: ['contactId', 'contactNumber', 'ticketId'] },
			ticketId: text,
			contactId: contactLocator,
			contactNumber: text,
			allowClosedTicket: flag,
			...metadataBlock('metadata'),
			options: options({ blankValues, combineItems: flag }),
		},
		output: ['status'],
	},
	'asapp/customer/addMetadata': {
		parameters: {
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
			options: options({ blankValues, batchSize: number(1) }, 100),
		},
		output: ['eventId', 'externalConversationId', 'externalCustomerId'],
	},
	'asapp/agent/addMetadata': {
		parameters: {
			externalAgentId: text,
			additionalFields: {
				...texts('eventId', 'lobId', 'lobName', 'groupId', 'groupName', 'agentName'),
				...texts('agentLocation', 'supervisorId', 'supervisorName', 'languages', 'vendor'),
				...texts('categoryLabel', 'accountAccessLevel', 'jobTitle', 'jobRole', 'workShift'),
				...texts('emailAddress'),
				startTs: moment,
				concurrency: number(0),
				ranking: number(0),
			},
			...metadataBlock('attributes'),
			options: options({ blankValues, batchSize: number(1) }, 100),
		},
		output: ['eventId', 'externalAgentId'],
	},
	'asapp/conversation/addMetadata': {
		parameters: {
			externalConversationId: text,
			additionalFields: {
				...texts('eventId', 'lobId', 'lobName', 'groupId', 'groupName', 'agentRoutingCode'),
				...texts('campaign', 'companySegment', 'companySubdivision', 'businessRule', 'entryType'),
				...texts('browserType', 'browserVersion'),
				deviceType: {
					default: 'PHONE',
					values: ['DESKTOP', 'OTHER', 'PHONE', 'TABLET', 'WATCH'],
				},
				platform: {
					default: 'WEB',
					values: [
						...['ANDROID', 'APP', 'APPLEBIZ', 'GBM', 'GOOGLEBIZ', 'IOS', 'LOCAL', 'SMS', 'VOICE'],
						...['VOICE_ANDROID', 'VOICE_ECHO', 'VOICE_GGLHOME', 'VOICE_HOMEPOD', 'VOICE_IOS'],
						...['VOICE_WEB', 'WAB', 'WEB'],
					],
				},
				operatingSystem: {
					default: 'WINDOWS',
					values: ['ANDROID', 'IOS', 'LINUX', 'MAC_OS', 'OTHER', 'WINDOWS'],
				},
			},
			...metadataBlock('attributes'),
			options: options({ blankValues, batchSize: number(1) }, 100),
		},
		output: ['eventId', 'externalConversationId'],
	},
};

/** @throws when an operation was added without saying here what it promises. */
function promised(operation: OfferedOperation): { parameters: Shape; output: string[] } {
	const entry = OPERATIONS[keyOf(operation)];
	if (!entry) throw new Error(`OPERATIONS has no entry for ${keyOf(operation)}`);
	return entry;
}

describe('the operations', () => {
	const offered = ALL_OPERATIONS.map((one) => [keyOf(one), one] as const);

	it.each(offered)('%s has its parameters', (_name, operation) => {
		expect(parametersOf(operation)).toEqual(promised(operation).parameters);
	});

	it('are all there', () => {
		expect(Object.keys(OPERATIONS).sort()).toEqual(offered.map(([name]) => name).sort());
	});
});

describe('the Vambe node', () => {
	const { description } = new Vambe();

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
			[
				['contact'],
				{
					default: 'updateMetadata',
					values: ['addTags', 'assignAgent', 'get', 'getMany', 'setTags', 'updateMetadata'],
				},
			],
			[['webchatContact'], { default: 'addMetadata', values: ['addMetadata'] }],
			[['ticket'], { default: 'updateMetadata', values: ['updateAmount', 'updateMetadata'] }],
		]);
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
			// Update Metadata of a ticket, and Update Amount.
			['ticketId', ['ticketId']],
			['contactId', ['contactId']],
			['contactNumber', ['contactNumber']],
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

describe('the output', () => {
	const runs = useSandbox();
	const cases = named();
	const keys = (value: unknown): string[] => Object.keys(value as object).sort();

	it.each(cases)('%s', async (_name, operation) => {
		const { items } = await runs.run(nodeOf(operation), itemsFor(operation, 1));
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) expect(keys(json)).toEqual(promised(operation).output);
	});

	it.each(cases)('%s: is described to the editor', (_name, operation) => {
		expect(keys(schemaOf(operation).properties)).toEqual(promised(operation).output);
	});

	it('of an upsert that is not simplified is the whole answer', async () => {
		const operation = caseOf('vambe/customer/upsert');
		const body = { id: 'x', is_chat_read: false, more: { deep: 1 } };
		runs.sandbox.failNext({ status: 201, body });
		const { items } = await runs.run(
			nodeWith(operation, { ...operation.parameters, simplify: false }),
			[{ id: '+56912345678', value: 'x' }],
		);
		expect(items[0]?.json).toEqual(body);
	});

	it.each(cases)('%s: dry run', async (_name, operation) => {
		const { items } = await runs.run(nodeOf(operation, { dryRun: true }), itemsFor(operation, 1));
		expect(keys(items[0]?.json)).toEqual(['dryRun', 'request']);
		expect(keys(items[0]?.json.request)).toEqual([
			...(operation.request.hasBody ? ['body'] : []),
			'method',
			...('query' in (items[0]?.json.request as object) ? ['query'] : []),
			'url',
		]);
	});

	it.each(cases)('%s: a failed item', async (_name, operation) => {
		runs.sandbox.failNext({ status: 400 });
		const { items } = await runs.run(nodeOf(operation), itemsFor(operation, 1), {
			onError: 'continueRegularOutput',
		});
		// Beside the fields of the input item.
		expect(keys(items[0]?.json)).toEqual(['details', 'error', 'id', 'value']);
		expect(keys(items[0])).toEqual(['json', 'pairedItem']);
	});
});
