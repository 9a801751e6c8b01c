import { join } from 'node:path';

import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { stringify } from 'yaml';

import { AsappApi } from '../../credentials/AsappApi.credentials';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { caseOf, itemsFor, keyOf, named, nodeOf, nodeWith } from '../cases';
import { ALL_OPERATIONS, propertiesOf, type OfferedOperation } from '../engine/operations';
import { PACK_NODES } from '../engine/packNodes';
import { useSandbox } from '../engine/sandboxRuns';
import { schemaOf } from '../engine/schemas';
import { committed } from '../support/documentedTable';

// Saved workflows depend on everything in publicContract.yaml and below. An entry that changes or goes
// breaks them: add a node version instead. `UPDATE_DOCS=1 npx jest test/workflow/publicContract` writes
// what is new there; its diff is what a review reads.
const CONTRACT = join(__dirname, 'publicContract.yaml');

type Shape = Record<string, unknown>;

const isProperty = (
	option: INodePropertyOptions | INodeProperties | INodePropertyCollection,
): option is INodeProperties => 'type' in option;

/** What a parameter can be set to, where that is a choice. */
function valuesOf({ type, options = [], modes = [] }: INodeProperties): string[] {
	if (type === 'resourceLocator') return modes.map(({ name }) => name);
	if (type !== 'options') return [];
	return (options as INodePropertyOptions[]).map(({ value }) => String(value)).sort();
}

/** Other parameters, and the values of them beside which this one is shown. */
const conditionsOf = ({ displayOptions }: INodeProperties): string[] =>
	Object.entries(displayOptions?.show ?? {})
		.filter(([name]) => !['resource', 'operation'].includes(name))
		.map(([name, values = []]) => `${name} ${values.map(String).join(' | ')}`);

/** `type = default`, what it can be set to, and when it is shown. */
function shapeOf(property: INodeProperties): unknown {
	const { type, options = [], typeOptions } = property;
	if (type === 'collection') return shapesOf(options.filter(isProperty));
	if (type === 'fixedCollection') {
		return byName(
			(options as INodePropertyCollection[]).map(({ name, values }) => [name, shapesOf(values)]),
		);
	}
	const [values, conditions] = [valuesOf(property), conditionsOf(property)];
	return [
		`${type} = ${JSON.stringify(property.default)}`,
		...(values.length > 0 ? [`of ${values.join(' | ')}`] : []),
		...(conditions.length > 0 ? [`with ${conditions.join(', ')}`] : []),
		...(typeOptions?.password ? ['secret'] : []),
	].join(', ');
}

/** Sorted, so that an order in the editor is no part of the contract. */
function byName(entries: Array<[string, unknown]>): Shape {
	const shapes = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
	expect(Object.keys(shapes)).toHaveLength(entries.length);
	return shapes;
}

const shapesOf = (properties: INodeProperties[]): Shape =>
	byName(
		properties
			// Notices are text: they hold no value that a saved workflow could depend on.
			.filter(({ type }) => type !== 'notice')
			.map((property) => [nameOf(property), shapeOf(property)]),
	);

/** With `[]` behind it where several are saved, as a list. */
const nameOf = ({ name, typeOptions }: INodeProperties): string =>
	typeOptions?.multipleValues ? `${name}[]` : name;

const outputOf = (operation: OfferedOperation): string[] =>
	Object.keys(schemaOf(operation).properties).sort();

/** A choice of resource or operation: an entry for each resource it is shown with. */
const choicesOf = ({ properties }: INodeTypeDescription): Shape =>
	byName(
		properties
			.filter(({ name }) => ['resource', 'operation'].includes(name))
			.map((choice) => [
				[choice.name, ...(choice.displayOptions?.show?.resource ?? []).map(String)].join(' of '),
				shapeOf(choice),
			]),
	);

function nodeShape(description: INodeTypeDescription): Shape {
	const { version, usableAsTool, inputs, outputs, credentials, properties } = description;
	const choices = choicesOf(description);
	const hasResources = Object.keys(choices).length > 0;
	return {
		...{ version, usableAsTool: usableAsTool ?? false, inputs, outputs },
		credentials: credentials?.map(({ name, required }) => ({ name, required })),
		...(hasResources ? choices : { parameters: shapesOf(properties) }),
	};
}

function publicContract(): Shape {
	return {
		nodes: byName([...PACK_NODES].map(([name, node]) => [name, nodeShape(node.description)])),
		credentials: byName(
			[new VambeApi(), new AsappApi()].map(({ name, properties }) => [name, shapesOf(properties)]),
		),
		operations: byName(
			ALL_OPERATIONS.map((one) => [
				keyOf(one),
				{ parameters: shapesOf(propertiesOf(one)), output: outputOf(one) },
			]),
		),
	};
}

it('is the one that saved workflows were made with', () => {
	const now = stringify(publicContract(), { lineWidth: 0 });
	const then = committed(CONTRACT, now);
	expect(now).toBe(then);
});

describe('the requests that a credential makes', () => {
	const headersOf = async (
		authenticate: IAuthenticate,
		credentials: ICredentialDataDecryptedObject,
	): Promise<unknown> => {
		if (typeof authenticate !== 'function') throw new Error('authenticate must be a function');
		return (await authenticate(credentials, { url: '/' })).headers;
	};

	it('vambeApi', async () => {
		const { authenticate, test } = new VambeApi();
		expect(await headersOf(authenticate, { apiKey: 'k1' })).toEqual({ 'x-api-key': 'k1' });
		expect(test.request).toMatchObject({ url: '/api/public/pipeline' });
	});

	it('asappApi', async () => {
		const { authenticate, test } = new AsappApi();
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

	it.each(cases)('%s: has the keys that the editor is told of', async (_name, operation) => {
		const { items } = await runs.run(nodeOf(operation), itemsFor(operation, 1));
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) expect(keys(json)).toEqual(outputOf(operation));
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
