import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { expectOnReliabilityPage } from '../fault/reliabilityPage';
import type { HandMade } from '../cases';
import { FULL } from '../support/full';
import { TARGETS, type Target } from './targets';
import { contractProblems, verdictOf } from './verdict';

const BODIES_EACH = FULL ? 1700 : 150;
const SEED = 20_261_121;

/** Where the pack refuses what the contract takes, on purpose: the rule, and its words. */
const STRICTER: ReadonlyArray<[rule: string, message: RegExp]> = [
	['a required text must not be blank', / is empty$/],
	['an update must have something to set', / is empty: there is nothing to send$/],
	['keys must not fall together as snake_case', /which are stored under the same name/],
	['texts must be well-formed Unicode', /half of a character pair/],
	['keys must not touch prototypes', /has the key "(__proto__|constructor|prototype)", which/],
	['a phone number must have enough digits', / is .*, which has (no digit|fewer than \d digits)$/],
	[
		'the number of a contact must be one whole number',
		/, which (has more than \d+ digits|holds letters|holds digits other than 0 to 9|hides some of its digits|is more than one number|has an extension, or a second number, behind it)$/,
	],
	['a value must have a name', / has a value under a blank key$/],
	['texts must be data', /, which is no data: /],
	['numbers must be exact', /a whole number too long to be exact/],
	['numbers must have no more decimals than the field shows', / has more than \d decimals$/],
	['a custom field is set once', /^Custom Fields has the key .* twice$/],
	['a variable of a template must have a value', /^Variables has no value for variable \d+$/],
	['a custom field must have a key', /^Custom Fields has a value without a key/],
];

/** Operations whose request has a body that could be written by hand. */
const HAND_MADE = TARGETS.flatMap((target) =>
	target.bodies ? [[target.name, target, target.bodies] as const] : [],
);

/** How often contract and pack agreed. */
interface Tally {
	taken: number;
	refused: number;
}

function judge(target: Target, { path, body, parameters }: HandMade, tally: Tally): void {
	const { method } = target.case.request;
	const byContract = contractProblems(target, {
		method: method as 'POST',
		path,
		body: body as IDataObject,
	});
	const verdict = verdictOf(target, parameters);
	if ('request' in verdict) {
		// Never laxer: whatever leaves keeps the contract.
		expect(contractProblems(target, verdict.request)).toEqual([]);
		if (byContract.length === 0) tally.taken++;
		return;
	}
	if (byContract.length > 0) {
		tally.refused++;
		return;
	}
	const { message } = verdict.refusal;
	if (!STRICTER.some(([, words]) => words.test(message))) {
		throw new Error(`Refused without a named rule: ${message}`);
	}
}

describe('the verdict on hand-made bodies beside that of the contract', () => {
	it.each(HAND_MADE)('%s', (_name, target, bodies) => {
		const tally: Tally = { taken: 0, refused: 0 };
		for (const body of fc.sample(bodies, { numRuns: BODIES_EACH, seed: SEED })) {
			judge(target, body, tally);
		}
		// A sample of only good or only bad bodies would prove nothing.
		expect(tally.taken).toBeGreaterThan(BODIES_EACH / 20);
		expect(tally.refused).toBeGreaterThan(BODIES_EACH / 20);
	});

	it('differs by the rules that docs/reliability.md lists', () => {
		expectOnReliabilityPage('contract', STRICTER.map(([rule]) => `- ${rule}`).join('\n'));
	});
});
