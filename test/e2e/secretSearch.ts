import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunningDemo } from '../../demo/runDemo';
import { SEED } from '../../sandbox';
import type { Checks } from './checks';

/** Installed packages; no run writes there. */
const NOT_WRITTEN = new Set(['node_modules']);

/**
 * Searches everything an n8n wrote for the keys it was given: its database with the data of all
 * executions, its log, its other files, and what a browser showed.
 *
 * @param logFile n8n's whole output.
 * @param shown texts that were on the screen.
 */
export async function checkSecrets(
	{ n8n, sandbox }: RunningDemo,
	checks: Checks,
	logFile: string,
	shown: readonly string[],
): Promise<void> {
	const { version, userFolder } = n8n;
	const files = [...(await filesBelow(userFolder)), logFile];
	const keys = [sandbox.vambe.apiKey, sandbox.asapp.apiId, sandbox.asapp.apiSecret];
	const forms = keys.flatMap((key) => [key, Buffer.from(key).toString('base64')]);

	await checks.run(`n8n ${version}: no key is in the database, the log or any file`, async () => {
		const contents = await Promise.all(
			files.map(async (file) => [file, await readFile(file)] as const),
		);
		const leaks = contents.filter(([, content]) => forms.some((form) => content.includes(form)));
		assert.deepEqual(
			leaks.map(([file]) => path.relative(userFolder, file)),
			[],
		);
		// What was sent is there in plain text, so a key would have been found, too.
		const database = contents.filter(([file]) => path.basename(file).startsWith('database.sqlite'));
		assert.ok(database.some(([, content]) => content.includes(SEED.channelPhoneNumber)));
	});
	if (shown.length === 0) return;
	await checks.run(`n8n ${version}: no key was on the screen`, async () => {
		assert.ok(shown.some((text) => text.includes(SEED.channelPhoneNumber)));
		assert.equal(shown.filter((text) => forms.some((form) => text.includes(form))).length, 0);
	});
}

async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	const found = await Promise.all(
		entries.map(async (entry) => {
			const file = path.join(folder, entry.name);
			if (entry.isDirectory()) return NOT_WRITTEN.has(entry.name) ? [] : await filesBelow(file);
			return entry.isFile() ? [file] : [];
		}),
	);
	return found.flat();
}
