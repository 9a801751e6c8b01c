import type { RemoteSandbox } from '../../sandbox/client';
import type { Checks } from '../e2e/checks';
import {
	expectedContacts,
	missingRecords,
	readArrived,
	sameEntries,
	type Arrived,
} from './arrived';
import type { Cluster } from './cluster';
import { failedRuns, sendInTurn, sendTogether } from './runs';
import { ITEMS } from './workflow';

/** What every step of the test works with. */
export interface Stage {
	cluster: Cluster;
	sandbox: RemoteSandbox;
	workflowId: string;
	checks: Checks;
	onProgress(line: string): void;
}

/** Empties both services. @param latencyMs time they take for an answer from now on */
export async function emptySandbox({ sandbox }: Stage, latencyMs: number): Promise<void> {
	await sandbox.reset();
	// The state tells what arrived; thousands of single requests would only take memory.
	await sandbox.configure({ latencyMs, recordRequests: 1 });
}

/** One run after the other: what both services hold then is the measure for everything else. */
export async function runInTurn(stage: Stage, runs: readonly number[]): Promise<Arrived> {
	await emptySandbox(stage, 0);
	const replies = await sendInTurn(stage.cluster.main.client, runs);
	return await checkCleanStep(stage, 'in turn', runs, failedRuns(replies));
}

/**
 * All runs at once, with the workers there are.
 *
 * @param latencyMs time both services take for an answer
 * @returns items per second
 */
export async function measure(
	stage: Stage,
	name: string,
	runs: readonly number[],
	latencyMs: number,
): Promise<number> {
	await emptySandbox(stage, latencyMs);
	const startedAt = performance.now();
	const replies = await sendTogether(stage.cluster.main.client, runs);
	const seconds = (performance.now() - startedAt) / 1000;
	await checkCleanStep(stage, name, runs, failedRuns(replies));
	return (runs.length * ITEMS) / seconds;
}

/** Checks that nothing is missing, and that every contact was updated in the order of the items. */
export function checkComplete(
	{ checks }: Stage,
	name: string,
	arrived: Arrived,
	runs: readonly number[],
): void {
	const missing = missingRecords(arrived, runs);
	checks.check(`${name}: no ASAPP record is missing`, missing.length === 0, missing.join(', '));
	checks.check(
		`${name}: every contact has the last step of every run`,
		sameEntries(arrived.contacts, expectedContacts(runs)),
	);
}

async function checkCleanStep(
	stage: Stage,
	name: string,
	runs: readonly number[],
	failed: readonly number[],
): Promise<Arrived> {
	const { checks, sandbox } = stage;
	checks.check(`${name}: every run ends well`, failed.length === 0, `runs ${failed.join(', ')}`);
	const arrived = readArrived(await sandbox.state());
	checkComplete(stage, name, arrived, runs);
	checks.check(`${name}: nothing arrives twice`, arrived.repeated.size + arrived.refused === 0);
	return arrived;
}
