import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OnProgress } from './npm';

/** Time between two looks at a lock another process holds (ms). */
const POLL_INTERVAL_MS = 1000;

/**
 * Runs a task while holding a lock file, so that two processes do not install into one folder. A
 * lock whose process has ended is taken over.
 *
 * @throws whatever the task throws, after the lock is released
 */
export async function withInstallLock(
	lockFile: string,
	onProgress: OnProgress | undefined,
	task: () => Promise<void>,
): Promise<void> {
	let announced = false;
	while (!(await tryLock(lockFile))) {
		const owner = Number(await readFile(lockFile, 'utf8').catch(() => ''));
		if (owner > 0 && !isAlive(owner)) {
			await rm(lockFile, { force: true });
			continue;
		}
		if (!announced) onProgress?.(`waiting for process ${owner}, which is installing the same`);
		announced = true;
		await sleep(POLL_INTERVAL_MS);
	}
	try {
		await task();
	} finally {
		await rm(lockFile, { force: true });
	}
}

async function tryLock(lockFile: string): Promise<boolean> {
	try {
		await writeFile(lockFile, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it runs, under another user.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
