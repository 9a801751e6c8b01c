import type { SandboxSettings } from '../sandbox';
import { runner, type Bed, type Sample } from './bed';
import { workflowOf, type Sender } from './workflows';

/** One of the things that are compared. */
export interface Contestant {
	label: string;
	/** Items per run. */
	items: number;
	run(): Promise<Sample>;
}

/** What makes a contestant of a way to send. */
export interface Entry {
	label: string;
	sender: Sender;
	items: number;
	/** Of the sandbox, during its runs. */
	settings?: Partial<SandboxSettings>;
	/** Whose items it sends. Default: Vambe's. */
	api?: 'vambe' | 'asapp';
}

export async function contestantOf(
	bed: Bed,
	{ label, sender, items, settings = {}, api }: Entry,
): Promise<Contestant> {
	const workflow = workflowOf(label, sender, items, api);
	return { label, items, run: await runner(bed, workflow, settings) };
}

/** A contestant and all its runs. */
export interface Outcome extends Contestant {
	samples: Sample[];
}

/**
 * Runs every contestant `repetitions` times, one after another and never two at once. They take
 * turns, and the order is reversed each time, so that none always follows the same other one.
 */
export async function contest<Name extends string>(
	contestants: Record<Name, Contestant>,
	{ repetitions, onProgress }: { repetitions: number; onProgress(line: string): void },
): Promise<Record<Name, Outcome>> {
	const outcomes = Object.entries<Contestant>(contestants).map(
		([name, contestant]): [string, Outcome] => [name, { ...contestant, samples: [] }],
	);
	for (let round = 1; round <= repetitions; round++) {
		for (const [, outcome] of round % 2 === 1 ? outcomes : [...outcomes].reverse()) {
			const sample = await outcome.run();
			outcome.samples.push(sample);
			const seconds = (sample.nodeMs / 1000).toFixed(2);
			onProgress(`  ${round}/${repetitions}  ${outcome.label}: ${seconds} s`);
		}
	}
	return Object.fromEntries(outcomes) as Record<Name, Outcome>;
}

/** Node times of all runs (ms). */
export function times({ samples }: Outcome): number[] {
	return samples.map(({ nodeMs }) => nodeMs);
}

/** Node time per item of all runs (ms): to compare runs with different numbers of items. */
export function timesPerItem({ samples, items }: Outcome): number[] {
	return samples.map(({ nodeMs }) => nodeMs / items);
}
