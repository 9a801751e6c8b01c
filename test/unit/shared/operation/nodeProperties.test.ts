import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../../nodes/shared/fields/field';
import { nodeProperties, subtitle } from '../../../../nodes/shared/operation/nodeProperties';
import { optionsOf } from '../../../../nodes/shared/operation/options';
import { service as plainService } from '../../../support/fakeClient';
import { batch, merge, testOperation } from '../../../support/testOperation';

const property = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});
const field = (more: Partial<INodeProperties> = {}): Field<unknown> => ({
	properties: (name) => [property(name, more)],
	read: () => undefined,
});
const thing = { name: 'Thing', value: 'thing' };
const other = { name: 'Other', value: 'other' };
const service = {
	...plainService,
	limits: { ...plainService.limits, requestsPerSecond: 7 },
};

describe('nodeProperties', () => {
	const hidden = { hide: { mode: ['x'] }, show: { mode: ['a', 'b'] } };
	const update = {
		...testOperation({ resource: thing }),
		fields: { id: field({ required: true }), extra: field({ displayOptions: hidden }) },
	};
	const add = testOperation({ resource: thing, value: 'add', name: 'Add' });
	const list = testOperation({ resource: other, value: 'list', name: 'List' });
	const properties = () => nodeProperties(service, [update, add, list]);
	const named = (name: string) => properties().filter((one) => one.name === name);

	it('begins with the resources, in alphabetical order, the first operation being the default', () => {
		expect(properties()[0]).toMatchObject({
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
				noDataExpression: true,
				displayOptions: { show: { resource: ['thing'] } },
				options: [
					{ name: 'Add', value: 'add', action: 'Update thing', description: 'Update a thing' },
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
			property('id', {
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

	it('survives a node without operations', () => {
		expect(nodeProperties(service, [])).toMatchObject([
			{ name: 'resource', options: [] },
			{ name: 'toolNotice' },
		]);
	});
});

it.each([
	[{}, []],
	[{ batch }, ['batchSize']],
	[{ merge }, ['combineItems']],
	[{ batch, merge }, ['batchSize', 'combineItems']],
])('the options of %j are the common ones and %j', (extra, more) => {
	const names = optionsOf(service, testOperation(extra)).property.options?.map(({ name }) => name);
	const common = ['concurrency', 'dryRun', 'maxRetries', 'requestsPerSecond', 'timeout'];
	expect([...(names ?? [])].sort()).toEqual([...common, ...more].sort());
});

it('puts the words of the editor below the node', () => {
	const text = subtitle([
		testOperation({ resource: thing, value: 'add', name: 'Add' }),
		testOperation({ resource: other, value: 'add', name: 'Append' }),
	]);
	expect(text).toBe(
		'={{ ({"thing:add":"Add: Thing","other:add":"Append: Other"})[$parameter["resource"] + ":" + $parameter["operation"]] }}',
	);
});
