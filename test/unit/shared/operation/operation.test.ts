import { collection } from '../../../../nodes/shared/fields/collection';
import { flag } from '../../../../nodes/shared/fields/flag';
import { text } from '../../../../nodes/shared/fields/text';
import { operation } from '../../../../nodes/shared/operation/operation';
import { itemOf } from '../../../support/itemOf';
import { testOperation } from '../../../support/testOperation';
import { passThrough, withoutUnset } from '../../../../nodes/shared/values/fields';

describe('operation', () => {
	const id = text({ displayName: 'ID', description: 'Which', required: true });
	const facts = {
		resource: { name: 'Thing', value: 'thing' },
		value: 'get',
		name: 'Get',
		action: 'Get thing',
		description: 'Get a thing',
		idempotent: true,
	};
	const loud = flag({ displayName: 'Loud', description: '', default: false });
	const quiet = flag({ displayName: 'Quiet', description: '', default: true });
	const more = {
		...collection({ displayName: 'More', placeholder: 'Add', fields: {} }),
		options: { quiet },
	};
	const declared = () =>
		operation({
			...facts,
			fields: { id, more },
			options: { loud },
			request: (input, own) => ({
				method: 'GET',
				path: `/things/${input.id}`,
				query: { loud: own.loud },
			}),
			output: passThrough,
		});
	const get = declared();

	it('reads its fields, which its request then takes', () => {
		const input = declared().read(itemOf({ id: 'a' }));
		expect(input).toEqual({ id: 'a', more: {} });
		expect(get.request(input, { loud: true })).toEqual({
			method: 'GET',
			path: '/things/a',
			query: { loud: true },
		});
	});

	it('has the options that it declares, and those that its fields bring along', () => {
		expect(get.options).toEqual({ quiet, loud });
		expect(testOperation().options).toEqual({});
	});

	it('keeps its facts, and what it leaves out stays out', () => {
		expect(get).toMatchObject(facts);
		expect([get.order, get.merge, get.batch, get.pages]).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
	});
});

it('leaves out what is undefined, and nothing else', () => {
	expect(withoutUnset({ a: undefined, b: null, c: '', d: 0, e: false })).toStrictEqual({
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
