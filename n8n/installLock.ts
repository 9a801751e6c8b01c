import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OnProgress } from './npm';

/** How a lock is kept and watched. */
export interface LockTiming {
	/** Time between two signs of life of whoever holds it (ms). */
	beatMs: number;
	/** Time between two looks of whoever waits (ms). */
	lookMs: number;
	/** Looks without a sign of life after which it is taken over. */
	looks: number;
}

const TIMING: LockTiming = { beatMs: 1000, lookMs: 1000, looks: 20 };

/**
 * Runs a task while holding a lock file, so that two processes do not install into one folder. A
 * lock is taken over when its process has ended, and when it gives no sign of life: the number of a
 * process that ended may belong to another one by now, in a container at once.
 *
 * @throws whatever the task throws, after the lock is released
 */
export async function withInstallLock(
	lockFile: string,
	onProgress: OnProgress | undefined,
	task: () => Promise<void>,
	timing = TIMING,
): Promise<void> {
	const mine = `${process.pid} ${randomUUID()}`;
	await takeLock(lockFile, mine, onProgress, timing);
	const beat = setInterval(() => {
		const now = new Date();
		void utimes(lockFile, now, now).catch(() => undefined);
	}, timing.beatMs);
	try {
		await task();
	} finally {
		clearInterval(beat);
		if ((await textOf(lockFile)) === mine) await rm(lockFile, { force: true });
	}
}

async function takeLock(
	lockFile: string,
	mine: string,
	onProgress: OnProgress | undefined,
	{ lookMs, looks }: LockTiming,
): Promise<void> {
	let last = '';
	let unchanged = 0;
	let announced = false;
	while (!(await create(lockFile, mine))) {
		const owner = await textOf(lockFile);
		const sign = `${owner} ${await changedAt(lockFile)}`;
		unchanged = sign === last ? unchanged + 1 : 0;
		last = sign;
		const pid = Number.parseInt(owner, 10);
		if (unchanged >= looks || (pid > 0 && !isAlive(pid))) {
			await writeFile(lockFile, mine);
			// Of several that take it over at the same moment, the last one has it.
			await sleep(lookMs);
			if ((await textOf(lockFile)) === mine) return;
			continue;
		}
		if (!announced && pid > 0) {
			onProgress?.(`waiting for process ${pid}, which is installing the same`);
			announced = true;
		}
		await sleep(lookMs);
	}
}

async function create(lockFile: string, text: string): Promise<boolean> {
	try {
		await writeFile(lockFile, text, { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

/** Empty when there is no lock. */
async function textOf(lockFile: string): Promise<string> {
	return await readFile(lockFile, 'utf8').catch(() => '');
}

async function changedAt(lockFile: string): Promise<number> {
	return await stat(lockFile).then(
		({ mtimeMs }) => mtimeMs,
		() => 0,
	);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it runs, under another user.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
