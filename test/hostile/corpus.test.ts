import { CORPUS } from './corpus';
import type { BadInput } from './corpus/badInput';
import { expectClear } from './clear';
import { TARGETS, type Target } from './targets';
import { verdictOf } from './verdict';

const targets = TARGETS.map((target) => [target.name, target] as const);

it.each(targets)('%s: refuses each bad input in clear words', (name, target) => {
	const own = CORPUS.filter((bad) => bad.target.name === name);
	expect(own).not.toEqual([]);
	const wrong = own.flatMap((bad) => {
		try {
			expectRefused(target, bad);
			return [];
		} catch (error) {
			return [`${bad.what}: ${(error as Error).message}`];
		}
	});
	expect(wrong).toEqual([]);
});

function expectRefused(target: Target, bad: BadInput): void {
	const verdict = verdictOf(target, bad.changes, bad.input);
	if ('request' in verdict) throw new Error('It was taken');
	const { message, details } = verdict.refusal;
	if (typeof bad.message === 'string') expect(message).toBe(bad.message);
	else expect(message).toMatch(bad.message);
	expect(details.field).toBe(bad.field);
	expectClear(target, verdict.refusal);
}

it('holds thousands of bad inputs, each with a name of its own', () => {
	expect(CORPUS.length).toBeGreaterThanOrEqual(2000);
	const names = CORPUS.map(({ what, target }) => `${target.name}: ${what}`);
	expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
