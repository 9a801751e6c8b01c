import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { installPack } from '../../n8n/communityNodes';
import { ensureN8n } from '../../n8n/install';
import type { N8nProcess } from '../../n8n/n8nProcess';
import { onShutdown } from '../../n8n/shutdown';
import { startN8n, startN8nWorker, type RunningN8n } from '../../n8n/start';
import type { N8nVersion } from '../../n8n/versions';

export interface ClusterOptions {
	version: N8nVersion;
	/** This pack, as `packPack` made it. */
	packTarball: string;
	/** Settings of the database and of Redis. */
	env: Record<string, string>;
	onProgress(line: string): void;
}

export interface Worker {
	name: string;
	/** Ends it the way a machine loses power: nothing gets a chance to finish or to say so. */
	kill(): Promise<void>;
	/** Ends it in good order: what it is doing is finished first. */
	stop(): Promise<void>;
	log(): string;
}

/**
 * How long a worker may hold a job without a sign of life, how often it gives one, and how often
 * the others look (ms). A fraction of n8n's defaults, so that a lost worker is noticed in seconds.
 */
const LOCK = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1500',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** Time a stopping worker gets to finish its executions (s). */
const GRACEFUL_SHUTDOWN_S = '10';

/** n8n in queue mode: one main process, and workers that come and go, each with its own folder. */
export class Cluster {
	private readonly workers = new Set<Worker>();
	private started = 0;

	private constructor(
		private readonly options: ClusterOptions,
		readonly main: RunningN8n,
	) {}

	/** Starts the main process. @throws when it does not start */
	static async start(options: ClusterOptions): Promise<Cluster> {
		const env = {
			...options.env,
			...LOCK,
			EXECUTIONS_MODE: 'queue',
			// The one thing besides database and Redis that all machines share.
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			N8N_GRACEFUL_SHUTDOWN_TIMEOUT: GRACEFUL_SHUTDOWN_S,
		};
		return new Cluster({ ...options, env }, await startN8n({ ...options, env }));
	}

	/**
	 * Starts a worker as on a machine of its own.
	 *
	 * @param concurrency executions it works on at the same time
	 */
	async startWorker(concurrency: number): Promise<Worker> {
		const { version, packTarball, env, onProgress } = this.options;
		const name = `worker ${++this.started}`;
		onProgress(`starting ${name}`);
		const userFolder = await mkdtemp(path.join(os.tmpdir(), 'n8n-worker-folder-'));
		const remove = () => rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
		const forgetShutdown = onShutdown(remove);
		const close = async () => {
			forgetShutdown();
			await remove();
		};
		try {
			const { nodeBinary } = await ensureN8n(version, { onProgress });
			await installPack({ userFolder, packTarball, nodeBinary });
			const n8n = await startN8nWorker({
				version,
				userFolder,
				// The same as `n8n worker --concurrency`.
				env: { ...env, N8N_CONCURRENCY_PRODUCTION_LIMIT: String(concurrency) },
			});
			return this.keep(name, n8n, close);
		} catch (error) {
			await close();
			throw error;
		}
	}

	/** Stops all workers, then the main process. */
	async stop(): Promise<void> {
		await Promise.all([...this.workers].map((worker) => worker.stop()));
		await this.main.stop();
	}

	private keep(name: string, { process: n8n }: N8nProcess, close: () => Promise<void>): Worker {
		const end = async (how: () => Promise<void>) => {
			await how();
			await close();
			this.workers.delete(worker);
		};
		const worker: Worker = {
			name,
			log: n8n.log,
			stop: () => end(() => n8n.stop()),
			kill: () =>
				end(async () => {
					// The whole group: the task runner goes with the machine.
					process.kill(-n8n.pid, 'SIGKILL');
					await n8n.exited;
				}),
		};
		this.workers.add(worker);
		return worker;
	}
}
