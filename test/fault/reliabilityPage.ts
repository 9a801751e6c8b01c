import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(__dirname, '../../docs/reliability.md');

/** A Markdown table with the columns padded, as formatters want it. */
export function markdownTable(head: string[], rows: Array<Array<string | number>>): string {
	const cells = [head, ...rows].map((row) =>
		row.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('<', '&lt;')),
	);
	const widths = head.map((_, column) =>
		Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)),
	);
	const line = (row: string[]): string =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const [first = [], ...others] = cells.map(line);
	const rule = line(widths.map((width) => '-'.repeat(width)));
	return [first, rule, ...others].join('\n');
}

/**
 * Checks that a section of docs/reliability.md says what was measured. With `UPDATE_DOCS=1` it is
 * written instead.
 *
 * @param section name in the comments around it: `<!-- NAME -->` … `<!-- /NAME -->`.
 */
export function expectOnReliabilityPage(section: string, measured: string): void {
	const page = readFileSync(PAGE, 'utf8');
	const [before, after] = [`<!-- ${section} -->`, `<!-- /${section} -->`];
	const start = page.indexOf(before) + before.length;
	const end = page.indexOf(after);
	if (start < before.length || end < start) {
		throw new Error(`docs/reliability.md has no section "${section}"`);
	}
	if (process.env.UPDATE_DOCS === '1') {
		writeFileSync(PAGE, `${page.slice(0, start)}\n\n${measured}\n\n${page.slice(end)}`);
	} else {
		expect(page.slice(start, end).trim()).toBe(measured);
	}
}
