import fc from 'fast-check';

import { anything, anyInput } from './anything';
import { expectClear } from './clear';
import type { Verdict } from '../engine/operations';
import { TARGETS, type Target } from './targets';
import { contractProblems, verdictOf } from './verdict';
import { PROPERTY_SEED } from '../support/propertySeed';

const RUNS = 300;
const cases = TARGETS.map((target) => [target.name, target] as const);

/** Either a request the contract takes, or a complaint that a person can act on. */
function expectSound(target: Target, verdict: Verdict): void {
	if ('request' in verdict) {
		expect(contractProblems(target, verdict.request)).toEqual([]);
		return;
	}
	expectClear(target, verdict.refusal);
}

describe.each(cases)('%s', (_name, target) => {
	const names = Object.keys(target.parameters);

	it.each(names)('takes anything as %s', (name) => {
		fc.assert(
			fc.property(anything, (value) => expectSound(target, verdictOf(target, { [name]: value }))),
			{ numRuns: RUNS, ...PROPERTY_SEED },
		);
	});

	it('takes anything as every parameter at once', () => {
		const changes = fc.record(Object.fromEntries(names.map((name) => [name, anything])), {
			requiredKeys: [],
		});
		fc.assert(
			fc.property(changes, (parameters) => expectSound(target, verdictOf(target, parameters))),
			{ numRuns: RUNS, ...PROPERTY_SEED },
		);
	});

	const { metadataBlock } = target.case;
	if (!metadataBlock) return;
	it('takes any input item as metadata', () => {
		const { name } = metadataBlock;
		const mode = { [`${name}Mode`]: 'input', [`${name}Exclude`]: 'secret' };
		fc.assert(
			fc.property(anyInput, (input) => expectSound(target, verdictOf(target, mode, input))),
			{ numRuns: RUNS, ...PROPERTY_SEED },
		);
	});
});
