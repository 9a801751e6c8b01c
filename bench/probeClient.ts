import { setTimeout as sleep } from 'node:timers/promises';

/** What one node did during an execution. Times are Unix times in ms, as n8n notes them. */
export interface NodeSummary {
	startedAt: number;
	endedAt: number;
	/** Items it put out, over all runs and outputs. */
	items: number;
	/** Those of them that carry an error. */
	failed: number;
}

/** What the probe inside n8n saw of one execution. */
export interface RunSummary {
	status: string;
	error?: string;
	/** CPU time of the whole n8n process from the start of the execution to its end (ms). */
	cpuMs: number;
	/** Highest growth of the live heap over its size before the execution (bytes); 0 if unwatched. */
	heapGrowth: number;
	nodes: Record<string, NodeSummary>;
}

const READY_INTERVAL_MS = 100;
const READY_TRIES = 300;

/** Longest wait for one answer (ms): n8n may be busy, and leaves questions open for a while. */
const ANSWER_TIMEOUT_MS = 120_000;

/** Talks to `probe.js`, which runs inside n8n. */
export class ProbeClient {
	constructor(private readonly port: number) {}

	/** Waits until the probe listens: n8n's API may answer a moment before. @throws after 30 s */
	async ready(): Promise<void> {
		for (let tries = 1; ; tries++) {
			try {
				await this.memory();
				return;
			} catch (error) {
				if (tries === READY_TRIES) throw error;
				await sleep(READY_INTERVAL_MS);
			}
		}
	}

	/**
	 * Waits for the end of an execution.
	 *
	 * @throws when it does not end within `timeoutMs`
	 */
	async run(executionId: string, timeoutMs: number): Promise<RunSummary> {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			const summary = await this.get<RunSummary | null>(`/run?id=${executionId}`);
			if (summary) return summary;
		}
		throw new Error(`Execution ${executionId} did not end within ${timeoutMs / 1000} s`);
	}

	/** Turns the watch over the heap on or off. It costs time: not for runs whose time counts. */
	async watchHeap(watch: boolean): Promise<void> {
		await this.get(`/heap?watch=${watch}`);
	}

	/** Memory of the n8n process (resident set, bytes). */
	async memory(): Promise<number> {
		return (await this.get<{ rss: number }>('/memory')).rss;
	}

	private async get<T>(path: string): Promise<T> {
		const response = await fetch(`http://127.0.0.1:${this.port}${path}`, {
			signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
		});
		return (await response.json()) as T;
	}
}
