import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { ItemReader } from '../../../../nodes/shared/n8n/item';
import { problemOf } from '../../../support/problemOf';

interface Place {
	executionId?: string;
	nodeId?: string;
	runIndex?: number;
}

/** A reader of parameters that are written as given, and how often n8n was asked for one. */
function readerOf(
	parameters: IDataObject,
	{ executionId = '42', nodeId = 'node-1', runIndex = 0 }: Place = {},
) {
	const reads: string[] = [];
	const context = {
		getNode: () => ({ id: nodeId, parameters }),
		getNodeParameter: (name: string, index: number, fallback: unknown) => {
			reads.push(`${name} ${index}`);
			return parameters[name] === undefined ? fallback : `${name} of ${index}`;
		},
		getInputData: () => [{ json: { a: 1 } }, { json: { b: 2 } }],
		getExecutionId: () => executionId,
		evaluateExpression: () => runIndex,
	} as unknown as IExecuteFunctions;
	return { reads, context, reader: new ItemReader(context) };
}

function readTwice(parameters: IDataObject) {
	const { reads, reader } = readerOf(parameters);
	const values = [0, 1].map((index) => reader.item(index).parameter('field'));
	return { reads, values };
}

describe('a parameter', () => {
	it.each([
		['text', 'plain'],
		['text with an equals sign', 'a=b'],
		['a number', 5],
		['nested text', { list: [{ name: 'a', value: 'b' }] }],
	])('that is %s is read once', (_what, field) => {
		const { reads, values } = readTwice({ field });
		expect(reads).toEqual(['field 0']);
		expect(values).toEqual(['field of 0', 'field of 0']);
	});

	it.each([
		['an expression', '={{ $json.a }}'],
		['a nested expression', { list: [{ name: 'a', value: '={{ $json.a }}' }] }],
		['an expression in a key', { '={{ $json.a }}': 1 }],
	])('that is %s is read for each item', (_what, field) => {
		const { reads, values } = readTwice({ field });
		expect(reads).toEqual(['field 0', 'field 1']);
		expect(values).toEqual(['field of 0', 'field of 1']);
	});

	it('that is not set is read once, as blank text', () => {
		expect(readTwice({})).toEqual({ reads: ['field 0'], values: ['', ''] });
	});

	it('is kept apart from others', () => {
		const { reader } = readerOf({ a: 'x', b: '={{ 1 }}' });
		const item = reader.item(1);
		expect(['a', 'b', 'a', 'b'].map((name) => item.parameter(name))).toEqual([
			'a of 1',
			'b of 1',
			'a of 1',
			'b of 1',
		]);
	});

	it('whose expression cannot be resolved is a value that cannot be sent', () => {
		const { context } = readerOf({ field: '={{ $json.a }}' });
		context.getNodeParameter = () => {
			throw new Error('Referenced node does not exist');
		};
		expect(problemOf(() => new ItemReader(context).item(0).parameter('field'))).toEqual({
			message: 'Referenced node does not exist',
			field: 'Expression',
			fix: 'Correct the expression of the field, or the data it refers to.',
		});
	});
});

describe('an item', () => {
	it('has its position and its fields, none when it is not there', () => {
		const { reader } = readerOf({});
		expect(reader.item(1)).toMatchObject({ index: 1, json: { b: 2 } });
		expect(reader.item(7).json).toEqual({});
	});

	it('has a place that is its own, and the same when it is read again', () => {
		const place = (index: number, at?: Place) => readerOf({}, at).reader.item(index).place;
		const places = [
			place(0),
			place(1),
			place(0, { executionId: '43' }),
			place(0, { nodeId: 'node-2' }),
			place(0, { runIndex: 1 }),
			// These would be one if the parts were only put one after another.
			place(0, { executionId: '1', nodeId: '23' }),
			place(0, { executionId: '12', nodeId: '3' }),
			place(1, { runIndex: 11 }),
			place(11, { runIndex: 1 }),
		];
		expect(new Set(places).size).toBe(places.length);
		expect(place(1)).toBe(places[1]);
		expect(places[1]).toBe('["42","node-1",0,1]');
	});

	it('finds out about its run only once, and only when asked', () => {
		const { context } = readerOf({});
		const asked = jest.spyOn(context, 'evaluateExpression');
		const reader = new ItemReader(context);
		const items = [reader.item(0), reader.item(1)];
		expect(asked).not.toHaveBeenCalled();
		expect(items.map((item) => item.place)).toEqual(['["42","node-1",0,0]', '["42","node-1",0,1]']);
		expect(asked).toHaveBeenCalledTimes(1);
	});
});
