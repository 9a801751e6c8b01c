import fc from 'fast-check';

import { anything, anyInput } from './anything';
import { artefactsIn, spoiledKey, spoiledText, spoiledValue } from './artefacts';
import { expectClear } from './clear';
import type { Verdict } from '../engine/operations';
import { TARGETS, type Target } from './targets';
import { contractProblems, verdictOf } from './verdict';
import { FULL } from '../support/full';
import { PROPERTY_SEED } from '../support/propertySeed';

const RUNS = FULL ? 300 : 25;
const cases = TARGETS.map((target) => [target.name, target] as const);

/** Either a request the contract takes, or a complaint that a person can act on. */
function expectSound(target: Target, verdict: Verdict): void {
	if ('request' in verdict) {
		expect(contractProblems(target, verdict.request)).toEqual([]);
		return;
	}
	expectClear(target, verdict.refusal);
}

/** The same, and nothing in the request is what is left of missing or spoiled data. */
function expectClean(target: Target, verdict: Verdict): void {
	expectSound(target, verdict);
	if (!('request' in verdict)) return;
	const { body } = verdict.request;
	const isMetadata = body !== undefined && target.case.metadataBlock?.of(body) === body;
	expect(artefactsIn(verdict.request, isMetadata)).toEqual([]);
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

	it.each(target.texts.map(({ name }) => name))('sends no artefact as %s', (name) => {
		const [parameter = '', inner] = name.split('.');
		const changes = (value: unknown) => ({
			[parameter]: inner === undefined ? value : { [inner]: value },
		});
		fc.assert(
			fc.property(spoiledValue, (value) => expectClean(target, verdictOf(target, changes(value)))),
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

	it.each(['fields', 'input', 'json'])('sends no artefact as metadata, mode %s', (mode) => {
		const { name } = metadataBlock;
		const entries = fc.array(fc.tuple(spoiledKey, spoiledValue), { minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(entries, spoiledText, (list, inside) => {
				const object = { ...Object.fromEntries(list), deep: { list: [inside] } };
				const fields = list.map(([key, value]) => ({ name: key, value, type: 'string' }));
				const changes = {
					[`${name}Mode`]: mode,
					[`${name}Fields`]: fields,
					[`${name}Json`]: object,
				};
				expectClean(target, verdictOf(target, changes, object));
			}),
			{ numRuns: RUNS, ...PROPERTY_SEED },
		);
	});
});
