import { CORPUS } from './corpus';
import { expectClear } from './clear';
import { TARGETS } from './targets';
import { verdictOf } from './verdict';

describe.each(TARGETS.map((target) => [target.name, target] as const))('%s', (_name, target) => {
	const own = CORPUS.filter((bad) => bad.target.name === target.name);

	it.each(own.map((bad) => [bad.what, bad] as const))('%s', (_what, bad) => {
		const verdict = verdictOf(target, bad.changes, bad.input);
		if ('request' in verdict) throw new Error('It was taken');
		const { message, details } = verdict.refusal;
		if (typeof bad.message === 'string') expect(message).toBe(bad.message);
		else expect(message).toMatch(bad.message);
		expect(details.field).toBe(bad.field);
		expectClear(target, verdict.refusal);
	});
});

it('holds thousands of bad inputs, each with a name of its own', () => {
	expect(CORPUS.length).toBeGreaterThanOrEqual(2000);
	const names = CORPUS.map(({ what, target }) => `${target.name}: ${what}`);
	expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
