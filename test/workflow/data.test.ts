import { join } from 'node:path';

import { documented } from '../support/documentedTable';
import { RULES, tableOf, type Row, type Words } from '../support/dataRules';
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

const ENGLISH: Words = {
	head: ['Field', 'Value as it came', 'What becomes of it'],
	unchanged: 'sent as it is',
	leftOut: 'left out',
	refused: 'refused',
	phrases: {},
};
const SPANISH: Words = {
	head: ['Campo', 'Valor tal como llegó', 'Qué resulta'],
	unchanged: 'se envía tal cual',
	leftOut: 'se omite',
	refused: 'se rechaza',
	phrases: {
		'a run of 100,000 blanks inside a text': 'una serie de 100.000 espacios dentro de un texto',
		'a run of 100,000 blanks': 'una serie de 100.000 espacios',
		'a text of 100,000 characters': 'un texto de 100.000 caracteres',
		'`$json` is': '`$json` es',
		', type ': ', tipo ',
	},
};

describe.each([
	['docs/data.md', ENGLISH],
	['docs/es/data.md', SPANISH],
])('%s', (page, words) => {
	it.each(Object.entries(RULES))('says what holds for %s', (rule, rows) => {
		const table = tableOf(rows, words);
		expect(documented(join(__dirname, '../..', page), rule, table)).toBe(table);
	});
});
