import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withInstallLock } from '../../../n8n/installLock';

const QUICK = { beatMs: 1, lookMs: 10, looks: 10 };

describe('the lock of an installation', () => {
	let folder: string;
	let lock: string;
	let said: string[];
	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-vambe-asapp-lock-'));
		lock = path.join(folder, 'n8n.lock');
		said = [];
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	const locked = (task: () => Promise<void>) =>
		withInstallLock(lock, (line) => said.push(line), task, QUICK);

	it('is there while the task runs, and gone when it has failed', async () => {
		const failing = locked(() => {
			expect(existsSync(lock)).toBe(true);
			return Promise.reject(new Error('no network'));
		});
		await expect(failing).rejects.toThrow('no network');
		expect(existsSync(lock)).toBe(false);
	});

	it('lets one run after the other, however long the first one takes', async () => {
		const order: string[] = [];
		let endFirst = () => {};
		const first = locked(async () => {
			order.push('first begins');
			await new Promise<void>((resolve) => (endFirst = resolve));
			order.push('first ends');
		});
		while (order.length === 0) await new Promise(setImmediate);
		const second = locked(() => Promise.resolve(void order.push('second')));
		// Many times what a lock without a sign of life gets.
		await new Promise((resolve) => setTimeout(resolve, 3 * QUICK.looks * QUICK.lookMs));
		endFirst();
		await Promise.all([first, second]);
		expect(order).toEqual(['first begins', 'first ends', 'second']);
		expect(said).toEqual([`waiting for process ${process.pid}, which is installing the same`]);
	});

	it('is taken over from a process that has ended, at once', async () => {
		const { pid } = spawnSync(process.execPath, ['--eval', '']);
		writeFileSync(lock, `${pid} any`);
		await locked(() => Promise.resolve());
		expect(said).toEqual([]);
	});

	it('is taken over when its number belongs to a stranger by now', async () => {
		for (const stranger of ['1', `${process.pid} another`, '']) {
			writeFileSync(lock, stranger);
			await locked(() => Promise.resolve());
			expect(existsSync(lock)).toBe(false);
		}
	});

	it('is taken over by one of those who wait for it', async () => {
		writeFileSync(lock, '1');
		let inside = 0;
		const task = async () => {
			inside += 1;
			expect(inside).toBe(1);
			await new Promise((resolve) => setTimeout(resolve, 3 * QUICK.lookMs));
			inside -= 1;
		};
		await Promise.all([locked(task), locked(task), locked(task)]);
	});

	it('that another one has taken over stays where it is', async () => {
		await locked(async () => {
			await Promise.resolve();
			writeFileSync(lock, '1 somebody else');
		});
		expect(readFileSync(lock, 'utf8')).toBe('1 somebody else');
	});
});
