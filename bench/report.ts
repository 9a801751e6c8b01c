import os from 'node:os';
import { defaultN8nVersion } from '../n8n/versions';
import { isMet, rounded, type BenchCase, type CaseResult, type Row, type Target } from './result';

export interface FinishedCase extends CaseResult {
	case: Pick<BenchCase, 'name' | 'title'>;
}

/** The machine and versions all numbers are from. */
export function circumstances(quick: boolean): Record<string, string | number | boolean> {
	const [cpu] = os.cpus();
	return {
		n8n: defaultN8nVersion,
		cpu: cpu?.model ?? 'unknown',
		cores: os.cpus().length,
		/** Processes that wanted a core in the last 15 minutes. Above `cores`, times are not to trust. */
		load: rounded(os.loadavg()[2] ?? 0),
		quick,
	};
}

/** One case as text: its table, and its targets below. */
export function formatCase({ case: { title }, setting, rows, targets }: FinishedCase): string {
	return [
		`${title}: ${setting}`,
		'',
		...formatRows(rows),
		'',
		...targets.map(formatTarget),
		'',
	].join('\n');
}

export const LEGEND = `* this machine's numbers: compare them within one table only.
[ratio] and [count] travel: another machine should get nearly the same. [machine] does not.`;

function formatTarget(target: Target): string {
	const { what, measured, kind, limit, unit } = target;
	const sign = kind === 'max' ? '<=' : '>=';
	return `  ${isMet(target) ? 'met   ' : 'MISSED'} ${origin(target)} ${what}: ${rounded(measured)} ${unit} (target ${sign} ${limit})`;
}

function origin({ travels, unit }: Target): string {
	if (!travels) return '[machine]';
	return unit.startsWith('×') || unit === '%' ? '[ratio]  ' : '[count]  ';
}

/** A plain text table; numbers to the right. */
function formatRows(rows: readonly Row[]): string[] {
	const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const cells = rows.map((row) => headings.map((heading) => String(row[heading] ?? '')));
	const widths = headings.map((heading, column) =>
		Math.max(heading.length, ...cells.map((line) => line[column]?.length ?? 0)),
	);
	const toLine = (line: readonly string[]) =>
		line
			.map((cell, column) => {
				const width = widths[column] ?? 0;
				return column === 0 ? cell.padEnd(width) : cell.padStart(width);
			})
			.join('  ')
			.trimEnd();
	const rule = widths.map((width) => '-'.repeat(width));
	return [headings, rule, ...cells].map((line) => `  ${toLine(line)}`);
}
