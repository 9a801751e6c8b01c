import { existsSync, readFileSync, writeFileSync } from 'node:fs';

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
 * What a section of a page says. With `UPDATE_DOCS=1` it is first made to say what was measured.
 *
 * @param section name in the comments around it: `<!-- NAME -->` … `<!-- /NAME -->`.
 * @throws when the page has no such section.
 */
export function documented(file: string, section: string, measured: string): string {
	const page = readFileSync(file, 'utf8');
	const [before, after] = [`<!-- ${section} -->`, `<!-- /${section} -->`];
	const start = page.indexOf(before) + before.length;
	const end = page.indexOf(after);
	if (start < before.length || end < start) throw new Error(`${file} has no section "${section}"`);
	if (process.env.UPDATE_DOCS !== '1') return page.slice(start, end).trim();
	writeFileSync(file, `${page.slice(0, start)}\n\n${measured}\n\n${page.slice(end)}`);
	return measured;
}

/**
 * What a file says that is made by a test and committed, so that its diff is read in a review. With
 * `UPDATE_DOCS=1` it is first made to say what was measured.
 *
 * @returns the empty text when there is no such file.
 */
export function committed(file: string, measured: string): string {
	if (process.env.UPDATE_DOCS === '1') writeFileSync(file, measured);
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
