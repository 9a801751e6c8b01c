import { defaultN8nVersion } from '../../n8n/versions';
import { packPack } from '../../release/packPack';
import { startSandboxProcess, type RemoteSandbox } from '../../sandbox/client';
import { Checks } from '../e2e/checks';
import { Cluster } from './cluster';
import { publish } from './executions';
import { loseWorker, type LossFigures } from './loss';
import { findPrograms, type Programs } from './programs';
import { startServices } from './services';
import { measure, runInTurn, type Stage } from './steps';
import { ITEMS, scenarioWorkflow } from './workflow';

/** Executions each worker works on at the same time; fewer than five n8n warns of. */
const WORKER_CONCURRENCY = 5;

const RUNS = numbers(40);

/** Time both services take for an answer while a worker is lost (ms). */
const LATENCY_MS = 120;

/** Enough to compare speeds by: one round for two workers, two for one. */
const MEASURED_RUNS = numbers(10);

/** Far away, so that waiting and not this machine's processor sets the speed (ms). */
const MEASURED_LATENCY_MS = 300;

const startedAt = Date.now();

const onProgress = (line: string) =>
	console.error(`${String(Math.round((Date.now() - startedAt) / 1000)).padStart(4)} s  ${line}`);

async function main(): Promise<void> {
	const programs = await findPrograms(onProgress);
	if (!programs) {
		console.log('SKIPPED: queue mode needs redis-server and postgresql, which are not installed');
		return;
	}
	const checks = new Checks();
	await checks.run('the run as a whole', () => withEverything(programs, checks));
	console.log(`\n${checks.summary()}`);
	if (checks.failed > 0) process.exitCode = 1;
}

/** Starts what the scenario needs, and stops it in the opposite order, whatever happens. */
async function withEverything(programs: Programs, checks: Checks): Promise<void> {
	const packTarball = await packPack(onProgress);
	const stops: Array<() => Promise<void>> = [];
	try {
		onProgress('starting Redis and PostgreSQL');
		const services = await startServices(programs);
		stops.push(services.stop);
		const sandbox = await startSandboxProcess({ latencyMs: LATENCY_MS });
		stops.push(sandbox.close);
		onProgress(`starting n8n ${defaultN8nVersion}`);
		const options = {
			version: defaultN8nVersion,
			packTarball,
			env: services.env,
			onProgress,
		} as const;
		const cluster = await Cluster.start(options);
		stops.push(() => cluster.stop());
		const workflowId = await publishScenario(cluster, sandbox);
		await runScenario({ cluster, sandbox, workflowId, checks, onProgress });
	} finally {
		for (const stop of stops.reverse()) await stop();
	}
}

async function publishScenario({ main }: Cluster, sandbox: RemoteSandbox): Promise<string> {
	const { client } = main;
	const asapp = await client.createCredential({
		name: 'ASAPP sandbox',
		type: 'asappApi',
		data: { environment: 'custom', ...sandbox.asapp },
	});
	const vambe = await client.createCredential({
		name: 'Vambe sandbox',
		type: 'vambeApi',
		data: sandbox.vambe,
	});
	const { id } = await client.importWorkflow(scenarioWorkflow(asapp, vambe));
	await publish(client, id);
	return id;
}

async function runScenario(stage: Stage): Promise<void> {
	const { cluster } = stage;
	const first = await cluster.startWorker(WORKER_CONCURRENCY);
	const second = await cluster.startWorker(WORKER_CONCURRENCY);
	onProgress(`${RUNS.length} executions, one after the other`);
	const reference = await runInTurn(stage, RUNS);
	onProgress(`${MEASURED_RUNS.length} executions at once on two workers`);
	const two = await measure(stage, '2 workers', MEASURED_RUNS, MEASURED_LATENCY_MS);
	await second.stop();
	onProgress(`${MEASURED_RUNS.length} executions at once on one worker`);
	const one = await measure(stage, '1 worker', MEASURED_RUNS, MEASURED_LATENCY_MS);
	await cluster.startWorker(WORKER_CONCURRENCY);
	onProgress(`${RUNS.length} executions at once on two workers, one of which is lost`);
	const loss = await loseWorker(stage, {
		runs: RUNS,
		latencyMs: LATENCY_MS,
		victim: first,
		concurrency: WORKER_CONCURRENCY,
		reference,
	});
	reportSpeed(one, two);
	reportLoss(loss);
}

function reportSpeed(one: number, two: number): void {
	console.log(`
Speed: ${MEASURED_RUNS.length} executions of ${ITEMS} items, ${WORKER_CONCURRENCY} at a time per worker, ${MEASURED_LATENCY_MS} ms per answer

${figure(one)}  items/s with 1 worker
${figure(two)}  items/s with 2 workers, ${(two / one).toFixed(2)} times as many`);
}

function reportLoss({ noticedAfter, lost, repeated, refused, missing }: LossFigures): void {
	console.log(`
Loss: a worker killed in the middle of ${RUNS.length} executions of ${ITEMS} items

${figure(lost)}  executions lost with it, and sent again by their callers
${figure(noticedAfter)}  s until n8n had given them up
${figure(missing)}  records missing in the end
${figure(repeated)}  records stored twice, with event IDs the node made
${figure(refused)}  records refused as known, with event IDs of their own`);
}

function figure(value: number): string {
	return value.toFixed(0).padStart(6);
}

/** 1 to `count`. */
function numbers(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index + 1);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
