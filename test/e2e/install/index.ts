import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureN8n, type N8nInstall } from '../../../n8n/install';
import type { OnProgress } from '../../../n8n/npm';
import { startN8n } from '../../../n8n/start';
import { defaultN8nVersion } from '../../../n8n/versions';
import { projectFolder } from '../../../n8n/paths';
import type { Checks } from '../checks';
import { ASAPP, VAMBE } from '../workflows';

const PAGE = path.join(projectFolder, 'docs', 'install.md');
const WITH_PACK = path.join(projectFolder, 'examples', 'docker', 'with-pack.sh');

/** Longest installation (ms). */
const TIMEOUT_MS = 120_000;

/** A machine that has n8n and this repository, with nothing installed into that n8n yet. */
interface Machine {
	/** The folder the user's data is in, and n8n's with it. */
	home: string;
	/** A clone of this repository after `npm run pack`, as far as installing needs it. */
	clone: string;
	packTarball: string;
	n8n: N8nInstall;
}

/** What the page says for every way, by its heading. */
const WAYS: Record<string, (machine: Machine, commands: string) => Promise<void>> = {
	'A plain n8n': run,
	'Docker, into the volume': run,
	'Docker, as an image': runAsImage,
};

/** Follows docs/install.md to the letter, and asks a real n8n each time whether the nodes are there. */
export async function checkInstallation(
	packTarball: string,
	checks: Checks,
	onProgress: OnProgress,
): Promise<void> {
	const n8n = await ensureN8n(defaultN8nVersion, { onProgress });
	const page = await readFile(PAGE, 'utf8');
	for (const [heading, install] of Object.entries(WAYS)) {
		onProgress(`installing as the page says: ${heading}`);
		await checks.run(`docs/install.md: ${heading}`, async () => {
			const folder = await mkdtemp(path.join(os.tmpdir(), 'n8n-install-'));
			try {
				const machine = { home: folder, clone: path.join(folder, 'clone'), packTarball, n8n };
				await mkdir(machine.clone);
				await copyFile(packTarball, path.join(machine.clone, path.basename(packTarball)));
				await install(machine, commandsBelow(page, heading));
				await seeNodes(machine);
			} finally {
				await rm(folder, { recursive: true, force: true, maxRetries: 3 });
			}
		});
	}
}

/** The shell commands a page has below a heading, up to the next one. */
function commandsBelow(page: string, heading: string): string {
	const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
	const blocks = [...section.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = '']) => block);
	assert.notEqual(blocks.length, 0, `docs/install.md has no commands below "${heading}"`);
	return blocks.join('');
}

async function run({ home, clone, n8n }: Machine, commands: string): Promise<void> {
	await shell(['-eu', '-c', commands], clone, home, n8n);
}

/** Without Docker: what the image does before it starts n8n, with a new volume and with a used one. */
async function runAsImage(machine: Machine, commands: string): Promise<void> {
	assert.match(commands, /^docker build --file examples\/docker\/Dockerfile .* \.$/m);
	const { home, clone, packTarball, n8n } = machine;
	for (const volume of ['new', 'used']) {
		const args = [WITH_PACK, 'sh', '-c', 'echo "in $(pwd): $0"', volume];
		const output = await shell(args, clone, home, n8n, { PACK_TARBALL: packTarball });
		assert.ok(output.endsWith(`in ${clone}: ${volume}\n`), output);
	}
}

async function shell(
	args: string[],
	cwd: string,
	home: string,
	{ nodeBinary }: N8nInstall,
	env: Record<string, string> = {},
): Promise<string> {
	const programs = [__dirname, path.dirname(nodeBinary), process.env.PATH].join(path.delimiter);
	const { stdout } = await promisify(execFile)('sh', args, {
		cwd,
		env: { ...env, HOME: home, PATH: programs },
		timeout: TIMEOUT_MS,
	});
	return stdout;
}

async function seeNodes({ home, n8n: { version } }: Machine): Promise<void> {
	const n8n = await startN8n({ version, userFolder: home });
	try {
		const types = await n8n.client.nodeTypes();
		assert.deepEqual(
			[VAMBE, ASAPP].filter((type) => !types.has(type)),
			[],
		);
	} finally {
		await n8n.stop();
	}
}
