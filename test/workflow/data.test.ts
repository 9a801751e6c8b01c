import { RULES, type Row } from '../support/dataRules';
import { useSandbox } from '../engine/sandboxRuns';

const everyRow = Object.entries(RULES).flatMap(([rule, rows]) =>
	rows.map((row): [string, string, string, Row] => [
		rule,
		row.probe.displayName,
		row.shown.slice(0, 100),
		row,
	]),
);

describe('what becomes of data', () => {
	const runs = useSandbox();

	it.each(everyRow)('%s: %s %s', async (_rule, _field, _shown, { probe, fate, ...row }) => {
		const { error } = await runs.run(probe.node(row.parameter), [row.item]);
		if ('refused' in fate) {
			expect(runs.sandbox.requests()).toEqual([]);
			const [known = '', more] = `Item 0: ${fate.refused}`.split('…');
			const { message = '' } = error ?? {};
			expect(more === undefined ? message : message.slice(0, known.length)).toBe(known);
			// What to do is said, too.
			expect(error?.description).toMatch(/^[A-Z].*\. No item was done\.$/);
			return;
		}
		expect(error).toBeUndefined();
		const [body, ...others] = runs.bodies();
		expect(others).toEqual([]);
		expect(probe.sent(body as never)).toEqual('sent' in fate ? fate.sent : undefined);
	});
});
