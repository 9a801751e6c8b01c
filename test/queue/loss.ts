import { setTimeout as sleep } from 'node:timers/promises';
import { missingRecords, readArrived, repeatedDespiteEventIds, sameEntries } from './arrived';
import type { Arrived } from './arrived';
import type { Worker } from './cluster';
import { executionsAfter, newestExecution, retryExecution, type Execution } from './executions';
import { failedRuns, sendTogether, type Reply } from './runs';
import { checkComplete, emptySandbox, type Stage } from './steps';
import { ITEMS } from './workflow';

export interface LossOptions {
	runs: readonly number[];
	/** Time both services take for an answer (ms). */
	latencyMs: number;
	/** The worker to kill. */
	victim: Worker;
	/** Executions each worker works on at the same time. */
	concurrency: number;
	/** What the same runs leave behind when nothing goes wrong. */
	reference: Arrived;
}

/** What the loss of a worker cost. */
export interface LossFigures {
	/** Time from the kill until n8n had given up all executions of the worker (s). */
	noticedAfter: number;
	/** Executions that n8n gave up. */
	lost: number;
	/** Records stored a second time, because the node made other event IDs in another execution. */
	repeated: number;
	/** Records that came again under their own event ID and were refused with 409. */
	refused: number;
	/** Records that never arrived. */
	missing: number;
}

const POLL_INTERVAL_MS = 250;

/** Longest wait for a number of requests to arrive (ms). */
const ARRIVAL_DEADLINE_MS = 180_000;

/**
 * All runs at once on two workers. One is killed in the middle and another started; then the
 * callers that got no good answer send again.
 */
export async function loseWorker(stage: Stage, options: LossOptions): Promise<LossFigures> {
	const { sandbox, cluster, workflowId, onProgress } = stage;
	const { runs, reference } = options;
	const { client } = cluster.main;
	await emptySandbox(stage, options.latencyMs);
	const before = await newestExecution(client, workflowId);
	const [replies, killedAt] = await Promise.all([
		sendTogether(client, runs),
		replaceInTheMiddle(stage, options),
	]);

	const failed = failedRuns(replies);
	const executions = await executionsAfter(client, workflowId, before);
	const lost = checkExecutions(stage, options, executions);
	checkCallers(stage, replies, lost.length);
	await checkRetry(stage, lost);

	onProgress(`sending ${failed.length} runs again`);
	const failedAgain = failedRuns(await sendTogether(client, failed));
	stage.checks.check('loss: every run sent again ends well', failedAgain.length === 0);
	const arrived = readArrived(await sandbox.state());
	checkComplete(stage, 'loss', arrived, runs);
	checkEqual(stage, arrived, reference);
	checkRepeats(stage, arrived, failed);
	return {
		noticedAfter: (newestEnd(lost) - killedAt) / 1000,
		lost: lost.length,
		repeated: [...arrived.repeated.values()].reduce((sum, count) => sum + count, 0),
		refused: arrived.refused,
		missing: missingRecords(arrived, runs).length,
	};
}

/** @returns when the worker was killed (Unix time in ms) */
async function replaceInTheMiddle(
	{ sandbox, cluster, onProgress }: Stage,
	{ runs, victim, concurrency }: LossOptions,
): Promise<number> {
	const third = (runs.length * ITEMS) / 3;
	const deadline = Date.now() + ARRIVAL_DEADLINE_MS;
	while ((await sandbox.state()).traffic.accepted < third) {
		if (Date.now() > deadline) throw new Error(`Fewer than ${third} requests arrived`);
		await sleep(POLL_INTERVAL_MS);
	}
	onProgress(`killing ${victim.name}`);
	const killedAt = Date.now();
	await victim.kill();
	await cluster.startWorker(concurrency);
	return killedAt;
}

function newestEnd(executions: readonly Execution[]): number {
	return Math.max(...executions.map(({ stoppedAt }) => Date.parse(stoppedAt ?? '')));
}

/** @returns the executions that were lost with the worker */
function checkExecutions(
	{ checks }: Stage,
	{ runs, concurrency }: LossOptions,
	executions: readonly Execution[],
): Execution[] {
	const good = executions.filter(({ status }) => status === 'success');
	const lost = executions.filter(({ status }) => status === 'error');
	checks.check(
		'loss: every execution ends',
		executions.length === runs.length && good.length + lost.length === runs.length,
		executions.map(({ id, status }) => `${id} ${status}`).join(', '),
	);
	checks.check(
		'loss: the worker was busy, and only its executions are lost',
		lost.length > 0 && lost.length <= concurrency,
		`${lost.length} lost`,
	);
	return lost;
}

/** Without it nobody would know what to send again. */
function checkCallers({ checks }: Stage, replies: readonly Reply[], lost: number): void {
	const told = replies.filter(({ status }) => status !== 200).map(({ status }) => status);
	checks.check(
		'loss: the caller of every lost execution, and nobody else, got a 500',
		told.length === lost && told.every((status) => status === 500),
		`${lost} lost, told: ${told.join(', ')}`,
	);
}

/**
 * What docs/queue-mode.md warns of: n8n overwrites the data of a lost execution with the error, so
 * its "Retry" has nothing to run.
 */
async function checkRetry({ checks, sandbox, cluster }: Stage, lost: Execution[]): Promise<void> {
	const [first] = lost;
	if (!first) return;
	const before = (await sandbox.state()).traffic.received;
	const { status } = await retryExecution(cluster.main.client, first.id);
	const sent = (await sandbox.state()).traffic.received - before;
	checks.check(
		'loss: "Retry" of a lost execution sends nothing, and fails',
		status === 'error' && sent === 0,
		`${status}, ${sent} requests`,
	);
}

function checkEqual({ checks }: Stage, arrived: Arrived, reference: Arrived): void {
	const same =
		sameEntries(arrived.records, reference.records) &&
		sameEntries(arrived.contacts, reference.contacts);
	checks.check('loss: both services hold what they hold after the runs in turn', same);
}

function checkRepeats({ checks }: Stage, arrived: Arrived, sentAgain: readonly number[]): void {
	const elsewhere = [...arrived.repeated.keys()].filter((run) => !sentAgain.includes(run));
	checks.check(
		'loss: only records of runs sent again are stored twice',
		elsewhere.length === 0,
		`runs ${elsewhere.join(', ')}`,
	);
	const despite = repeatedDespiteEventIds(arrived);
	checks.check(
		'loss: no record with an event ID of its own is stored twice',
		despite.length === 0,
		`runs ${despite.join(', ')}`,
	);
}
