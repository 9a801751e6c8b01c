import { expectClear } from './clear';
import { ODDITIES } from './oddities';
import { verdictOf } from './verdict';

describe('is refused in clear words', () => {
	const oddities = ODDITIES.map((oddity) => [oddity.what, oddity] as const);

	it.each(oddities)('%s', (_what, { target, changes, input }) => {
		const verdict = verdictOf(target, changes, input);
		if ('request' in verdict) throw new Error('It was taken');
		expectClear(target, verdict.refusal);
	});
});
