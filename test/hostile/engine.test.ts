import { isDeepStrictEqual } from 'node:util';

import type { NodeCase } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';
import { FULL } from '../support/full';
import { CORPUS } from './corpus';
import type { BadInput } from './corpus/badInput';
import { spoiled, type Target } from './targets';

/** All of the corpus goes through the same code; through n8n goes one in so many. */
const EVERY = FULL ? 6 : 18;

/** What an earlier node could hand over as it is: n8n keeps items as JSON. */
function isJson({ changes }: BadInput): boolean {
	try {
		const text = JSON.stringify(changes);
		return text.length < 100_000 && isDeepStrictEqual(JSON.parse(text), changes);
	} catch {
		return false;
	}
}

/** n8n decides by these which fields there are, before any expression is looked at. */
const DECIDES_WHAT_IS_SHOWN = /^(channel|identifyBy|message|\w+Mode)$/;

const COLLECTIONS = ['additionalFields', 'filters', 'options'];

/** n8n drops an expression in place of a whole collection, so its fields are mapped one by one. */
function expressionsFor(name: string, value: unknown): unknown {
	if (DECIDES_WHAT_IS_SHOWN.test(name)) return value;
	if (!COLLECTIONS.includes(name)) return `={{ $json.${name} }}`;
	return Object.fromEntries(
		Object.keys(value as object).map((field) => [field, `={{ $json.${name}.${field} }}`]),
	);
}

/** The node with its spoiled parameters mapped from the input item, by expressions. */
function nodeOf({ target, changes }: Pick<BadInput, 'target' | 'changes'>): NodeCase {
	const mapped = Object.entries(changes).map(([name, value]): [string, unknown] => [
		name,
		expressionsFor(name, value),
	]);
	return spoiled(target, Object.fromEntries(mapped));
}

const NOT_BY_EXPRESSION = [
	'Channel',
	'Identify By',
	'Additional Fields',
	'Filters',
	'Custom Fields',
	'Message',
	'Variables',
];

const sample = CORPUS.filter(isJson)
	.filter(({ field }) => !NOT_BY_EXPRESSION.includes(field))
	.filter((_bad, index) => index % EVERY === 0);

describe('through n8n', () => {
	const runs = useSandbox();

	it.each(sample.map((bad) => [`${bad.target.name}: ${bad.what}`, bad] as const))(
		'%s',
		async (_name, bad) => {
			const { error } = await runs.run(nodeOf(bad), [bad.changes]);
			const { message } = bad;
			if (typeof message === 'string')
				expect(error?.message).toBe(`Item 0 (row 1 of 1): ${message}`);
			else expect(error?.message.replace(/^Item 0 \(row 1 of 1\): /, '')).toMatch(message);
			expect(error?.description).toMatch(/ No items were completed\.$/);
			expect(runs.sandbox.requests()).toEqual([]);
		},
	);

	it('takes the same nodes when nothing is wrong', async () => {
		const targets = new Map(sample.map(({ target }): [string, Target] => [target.name, target]));
		for (const target of targets.values()) await runs.run(nodeOf({ target, changes: {} }));
		expect(runs.sandbox.requests().length).toBeGreaterThan(4);
	});
});
