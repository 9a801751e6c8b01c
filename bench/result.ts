import type { Bed } from './bed';
import type { Outcome } from './contest';
import { median } from './statistics';

/** How much is measured. */
export interface Effort {
	/** Runs per contestant. */
	repetitions: number;
	/** Part of the full number of items, at most 1. */
	scale: number;
	onProgress(line: string): void;
}

/** A group of measurements with one question. */
export interface BenchCase {
	/** For `--case`. */
	name: string;
	title: string;
	/** Runs per contestant at most, for a case whose numbers hardly differ between runs. */
	mostRepetitions?: number;
	run(bed: Bed, effort: Effort): Promise<CaseResult>;
}

/** A promise of this pack, and whether it was kept. */
export interface Target {
	what: string;
	measured: number;
	/** `max`: measured must not be above the limit; `min`: not below. */
	kind: 'max' | 'min';
	limit: number;
	unit: string;
	/**
	 * Whether the number means the same on another machine: ratios of two things measured side by
	 * side, and counts. Times, CPU and memory do not travel.
	 */
	travels: boolean;
}

export interface CaseResult {
	/** What was set up, in a line or two. */
	setting: string;
	rows: Row[];
	targets: Target[];
}

/** One line of a case's table: column heading → value. */
export type Row = { contestant: string } & Record<string, string | number>;

/** Whether a target was met. */
export function isMet({ measured, kind, limit }: Target): boolean {
	return kind === 'max' ? measured <= limit : measured >= limit;
}

/** Headings of columns whose numbers are this machine's. */
export const MACHINE_COLUMNS = {
	time: 'node time, s *',
	range: 'min-max, s *',
	cpu: 'CPU per item, ms *',
} as const;

/** The usual line about a contestant, all numbers medians. */
export function rowOf(outcome: Outcome): Row {
	const { label, samples, items } = outcome;
	const seconds = samples.map(({ nodeMs }) => nodeMs / 1000);
	const middle = (pick: (sample: (typeof samples)[number]) => number) => median(samples.map(pick));
	return {
		contestant: label,
		items,
		[MACHINE_COLUMNS.time]: rounded(median(seconds)),
		[MACHINE_COLUMNS.range]: `${rounded(Math.min(...seconds))}-${rounded(Math.max(...seconds))}`,
		[MACHINE_COLUMNS.cpu]: rounded(middle(({ cpuMs }) => cpuMs / items)),
		requests: middle(({ requests }) => requests),
		'lost, %': rounded(middle(({ delivered }) => (100 * (items - delivered)) / items)),
		failed: middle(({ failed }) => failed),
	};
}

/** Three digits that mean something; plain text, as tables and JSON want it. */
export function rounded(value: number): number {
	return Number(value.toPrecision(3));
}

/** A count of items, scaled down for quick runs, as a whole number of tens. */
export function scaled(count: number, { scale }: Effort): number {
	return Math.max(10, Math.round((count * scale) / 10) * 10);
}
