import { NodeHelpers, type INodeProperties } from 'n8n-workflow';

import { asappOperations } from '../../../../nodes/Asapp/operations';
import { Asapp } from '../../../../nodes/Asapp/Asapp.node';
import {
	nodeProperties,
	passThrough,
	withoutUnset,
} from '../../../../nodes/shared/operation/operation';
import { vambeOperations } from '../../../../nodes/Vambe/operations';
import { Vambe } from '../../../../nodes/Vambe/Vambe.node';
import { testOperation } from '../../../support/testOperation';

const text = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});
const thing = { name: 'Thing', value: 'thing' };
const other = { name: 'Other', value: 'other' };

describe('nodeProperties', () => {
	const hidden = { hide: { mode: ['x'] }, show: { mode: ['a', 'b'] } };
	const update = testOperation({
		resource: thing,
		fields: [text('id', { required: true }), text('extra', { displayOptions: hidden })],
	});
	const add = testOperation({ resource: thing, operation: 'add', displayName: 'Add' });
	const list = testOperation({ resource: other, operation: 'list', displayName: 'List' });
	const properties = nodeProperties([update, add, list], 7);
	const named = (name: string) => properties.filter((property) => property.name === name);

	it('begins with the resources, in alphabetical order, the first operation being the default', () => {
		expect(properties[0]).toMatchObject({
			name: 'resource',
			default: 'thing',
			noDataExpression: true,
			options: [other, thing],
		});
	});

	it('offers the operations of each resource', () => {
		expect(named('operation')).toMatchObject([
			{
				default: 'update',
				displayOptions: { show: { resource: ['thing'] } },
				options: [
					{ name: 'Add', value: 'add', action: 'Update a thing', description: 'Update a thing' },
					{ name: 'Update', value: 'update' },
				],
			},
			{
				default: 'list',
				displayOptions: { show: { resource: ['other'] } },
				options: [{ name: 'List', value: 'list' }],
			},
		]);
	});

	it('shows a field for its operation only, beside the conditions it brings along', () => {
		expect(named('id')).toEqual([
			text('id', {
				required: true,
				displayOptions: { show: { resource: ['thing'], operation: ['update'] } },
			}),
		]);
		expect(named('extra')[0]?.displayOptions).toEqual({
			hide: { mode: ['x'] },
			show: { resource: ['thing'], operation: ['update'], mode: ['a', 'b'] },
		});
	});

	it('gives every operation its options, with the default pace of the service', () => {
		expect(named('options')).toHaveLength(3);
		const pace = named('options')[0]?.options?.find(({ name }) => name === 'requestsPerSecond');
		expect(pace).toMatchObject({ default: 7 });
	});

	it('leaves the operation as it is', () => {
		expect(update.fields[0]?.displayOptions).toBeUndefined();
	});

	it('survives a node without operations', () => {
		expect(nodeProperties([], 0)).toMatchObject([{ name: 'resource', options: [] }]);
	});
});

const NODES = [
	{
		name: 'Vambe',
		node: new Vambe(),
		operations: vambeOperations,
		mustBeFilled: [
			'channelPhoneNumber',
			'contactPhoneNumber',
			'channelId',
			'externalUserId',
			'contactId',
			'ticketId',
			'contactNumber',
		],
	},
	{
		name: 'ASAPP',
		node: new Asapp(),
		operations: asappOperations,
		mustBeFilled: ['externalConversationId', 'externalCustomerId'],
	},
];

describe.each(NODES)('the parameters of $name', ({ node, operations, mustBeFilled }) => {
	const { properties } = node.description;

	/** Names of what the editor shows at these values. */
	function shownAt(values: Record<string, string>): string[] {
		return properties
			.filter((property) =>
				NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, node.description),
			)
			.map(({ name }) => name);
	}

	it.each(operations)('show for $resource.value / $operation what it reads', (operation) => {
		const base = { resource: operation.resource.value, operation: operation.operation };
		const modes = operation.fields.filter(({ type }) => type === 'options');
		const values = Object.fromEntries(modes.map((mode) => [mode.name, mode.default as string]));
		const shown = shownAt({ ...base, ...values });
		const own = new Set([
			'resource',
			'operation',
			'options',
			...operation.fields.map((f) => f.name),
		]);
		expect(shown.filter((name) => !own.has(name))).toEqual([]);
		expect(shown).toEqual(expect.arrayContaining(['resource', 'operation', 'options']));
		expect(new Set(shown).size).toBe(shown.length);
	});

	it('show every field at some values, and none for another operation', () => {
		for (const operation of operations) {
			for (const field of operation.fields) {
				const conditions = Object.entries(field.displayOptions?.show ?? {});
				const values = Object.fromEntries(
					conditions.map(([name, allowed]) => [name, allowed?.[0] as string]),
				);
				const at = { resource: operation.resource.value, operation: operation.operation };
				expect(shownAt({ ...at, ...values })).toContain(field.name);
				const foreign = shownAt({ ...at, ...values, operation: 'another' });
				expect(foreign).not.toContain(field.name);
			}
		}
	});

	it('list every choice and every collection in alphabetical order', () => {
		const lists = properties.flatMap(function optionsOf(property): string[][] {
			const inner = (property.options ?? []) as INodeProperties[];
			const names = inner.map((option) => option.displayName ?? option.name);
			return property.name.endsWith('Mode')
				? []
				: [names, ...inner.filter(({ options }) => options).flatMap(optionsOf)];
		});
		for (const names of lists) {
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});

	it('mark as required exactly what an item cannot be sent without', () => {
		const required = new Set(properties.filter((one) => one.required).map(({ name }) => name));
		expect([...required].sort()).toEqual([...mustBeFilled].sort());
	});

	it('have display names in words and a default each', () => {
		for (const property of properties) {
			expect(property.displayName).toMatch(/^[A-Z]/);
			expect(property.default).toBeDefined();
		}
	});

	it('name every option that an operation says applies', () => {
		for (const operation of operations) {
			const collection = properties.find(
				({ name, displayOptions }) =>
					name === 'options' &&
					displayOptions?.show?.resource?.[0] === operation.resource.value &&
					displayOptions.show.operation?.[0] === operation.operation,
			);
			const names = collection?.options?.map(({ name }) => name);
			expect(names).toEqual(expect.arrayContaining([...operation.extraOptions]));
			expect(names).toHaveLength(5 + operation.extraOptions.length);
		}
	});
});

it('leaves out what is undefined, and nothing else', () => {
	expect(withoutUnset({ a: undefined, b: null, c: '', d: 0, e: false })).toEqual({
		b: null,
		c: '',
		d: 0,
		e: false,
	});
});

it.each([
	[{ a: 1 }, { a: 1 }],
	[[1], { response: [1] }],
	['text', { response: 'text' }],
	[0, { response: 0 }],
	['', {}],
	[null, {}],
	[undefined, {}],
])('the answer %j becomes the output %j', (response, output) => {
	expect(passThrough(response)).toEqual(output);
});
