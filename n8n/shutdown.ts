/** A step of the shutdown, such as stopping a process or removing a temporary folder. */
export type Cleanup = () => Promise<void> | void;

const cleanups = new Set<Cleanup>();
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
let listening = false;
let shuttingDown = false;

/**
 * Registers a step to run when this process is told to end (Ctrl-C, SIGTERM, SIGHUP). The steps
 * run newest first, so what was started last stops first. A second signal ends at once.
 *
 * @returns a function that removes the step again
 */
export function onShutdown(cleanup: Cleanup): () => void {
	listenForSignals();
	cleanups.add(cleanup);
	return () => {
		cleanups.delete(cleanup);
	};
}

function listenForSignals(): void {
	if (listening) return;
	listening = true;
	for (const [signal, exitCode] of Object.entries(exitCodes)) {
		process.on(signal, () => void shutDown(exitCode));
	}
}

async function shutDown(exitCode: number): Promise<void> {
	if (shuttingDown) process.exit(exitCode);
	shuttingDown = true;
	for (const cleanup of [...cleanups].reverse()) {
		try {
			await cleanup();
		} catch (error) {
			// One failing step must not keep the others from running.
			console.error(error instanceof Error ? error.message : error);
		}
	}
	process.exit(exitCode);
}
