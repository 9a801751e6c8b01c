import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readingConstantsOnce } from '../../../../nodes/shared/n8n/constantParameters';

/** A context whose parameters are written as given, and say how often they were read. */
function contextOf(parameters: IDataObject) {
	const reads: string[] = [];
	const context = {
		getNode: () => ({ parameters }),
		getNodeParameter: (name: string, index: number, fallback: unknown) => {
			reads.push(`${name} ${index}`);
			return parameters[name] === undefined ? fallback : `${name} of ${index}`;
		},
		getExecutionId: () => '42',
	} as unknown as IExecuteFunctions;
	return { reads, context: readingConstantsOnce(context) };
}

function readTwice(parameters: IDataObject) {
	const { reads, context } = contextOf(parameters);
	const values = [0, 1].map((index) => context.getNodeParameter('field', index, 'unset'));
	return { reads, values };
}

describe('readingConstantsOnce', () => {
	it.each([
		['text', 'plain'],
		['text with an equals sign', 'a=b'],
		['a number', 5],
		['nested text', { list: [{ name: 'a', value: 'b' }] }],
	])('reads %s once', (_what, field) => {
		const { reads, values } = readTwice({ field });
		expect(reads).toEqual(['field 0']);
		expect(values).toEqual(['field of 0', 'field of 0']);
	});

	it.each([
		['an expression', '={{ $json.a }}'],
		['a nested expression', { list: [{ name: 'a', value: '={{ $json.a }}' }] }],
		['an expression in a key', { '={{ $json.a }}': 1 }],
	])('reads %s for each item', (_what, field) => {
		const { reads, values } = readTwice({ field });
		expect(reads).toEqual(['field 0', 'field 1']);
		expect(values).toEqual(['field of 0', 'field of 1']);
	});

	it('reads a parameter that is not set once, as its default', () => {
		expect(readTwice({})).toEqual({ reads: ['field 0'], values: ['unset', 'unset'] });
	});

	it('leaves the rest of the context as it is', () => {
		expect(contextOf({}).context.getExecutionId()).toBe('42');
	});
});
