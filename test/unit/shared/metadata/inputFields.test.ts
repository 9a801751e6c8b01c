import type { IDataObject } from 'n8n-workflow';

import { inputEntries } from '../../../../nodes/shared/metadata/inputFields';
import { itemOf } from '../../../support/itemOf';
import { problemOf } from '../../../support/problemOf';

/** Names of what is left, and the warnings about names that are not there. */
function left(json: IDataObject, exclude: unknown) {
	const missing: string[] = [];
	const expects = (isThere: boolean, warning: string): void => {
		if (!isThere) missing.push(warning);
	};
	const entries = inputEntries(exclude, itemOf({}, json, { expects }));
	return { names: entries.map(([key]) => key), missing };
}

it.each([
	['PLAN', ['note']],
	['\ufeffplan ', ['note']],
	['"plan"', ['note']],
	['plan, note', []],
	[['Plan'], ['note']],
	['', ['plan', 'note']],
])('excluding %j leaves %j', (exclude, names) => {
	expect(left({ plan: 1, note: 2 }, exclude).names).toEqual(names);
});

it('takes a comma in quotes for a part of the name', () => {
	expect(left({ 'a, b': 1, c: 2 }, '"a, b"').names).toEqual(['c']);
	expect(left({ 'say "a"': 1, c: 2 }, '"say ""a"""').names).toEqual(['c']);
});

it('tells which names no field has', () => {
	expect(left({ plan: 1 }, 'plan, other').missing).toEqual([
		'Exclude Input Fields names "other", which no item has.',
	]);
});

it.each([undefined, null, '', 'plan, ,, ""', ['plan', ' ']])(
	'does not look for names without a letter in %j',
	(exclude) => {
		expect(left({ plan: 1 }, exclude).missing).toEqual([]);
	},
);

describe('a whole webhook call', () => {
	const call = { headers: { cookie: 'x' }, params: {}, query: {}, body: { plan: 1 } };

	it('is refused', () => {
		expect(problemOf(() => left(call, ''))?.message).toContain('would send a whole webhook call');
		expect(problemOf(() => left(call, 'body'))).toBeDefined();
	});

	it('is none without its headers, or where headers are data', () => {
		expect(left(call, 'headers, params, query').names).toEqual(['body']);
		expect(left({ headers: 'A4', body: 'text', query: 'x' }, '').names).toHaveLength(3);
		expect(left({ headers: {}, body: 'text' }, '').names).toHaveLength(2);
		expect(left({ meta: {}, body: {}, query: {}, params: {} }, '').names).toHaveLength(4);
	});
});

it('refuses what an agent talks about', () => {
	const item = itemOf({}, { chatInput: 'x' }, { fromAgent: true });
	expect(problemOf(() => inputEntries('', item))?.message).toContain(
		'the conversation with the AI',
	);
});
