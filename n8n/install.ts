import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './paths';
import { withInstallLock } from './installLock';
import { runNpm, type OnProgress } from './npm';
import { recipeFolder, runsOnNode, type N8nVersion } from './versions';

export interface N8nInstall {
	version: N8nVersion;
	/** The Node program this n8n runs on. */
	nodeBinary: string;
	/** n8n's start script, to be run with {@link N8nInstall.nodeBinary}. */
	n8nBin: string;
	/** The folder it is installed in. */
	dir: string;
}

export interface InstallOptions {
	onProgress?: OnProgress;
}

/**
 * Installs one n8n version into the cache folder, exactly as its lock file says, unless that is
 * done already. Takes three to four minutes the first time.
 *
 * An interrupted installation is started over: the stamp file that marks it complete is written
 * last and names the lock file it was made from.
 *
 * @throws when npm fails or the native part of n8n cannot be compiled
 */
export async function ensureN8n(
	version: N8nVersion,
	options: InstallOptions = {},
): Promise<N8nInstall> {
	const nodeBinary = await nodeFor(version, options);
	const dir = await ensureRecipe(version, options, async (folder) => {
		await installPackages({ task: `installing n8n ${version}`, folder, nodeBinary, ...options });
		await compileSqlite(version, folder, nodeBinary, options);
	});
	return { version, nodeBinary, n8nBin: path.join(dir, 'node_modules/n8n/bin/n8n'), dir };
}

/** The Node at hand where this n8n runs on it, else Node 24 as npm serves it. */
async function nodeFor(version: N8nVersion, options: InstallOptions): Promise<string> {
	if (runsOnNode(version, process.versions.node)) return process.execPath;
	const platform = `${process.platform}-${process.arch}`;
	if (platform !== 'linux-x64' && platform !== 'linux-arm64') {
		throw new Error(
			`n8n ${version} needs Node 24: run this with Node 24 (${process.version} here)`,
		);
	}
	const dir = await ensureRecipe('node-24', options, (folder) =>
		installPackages({
			task: 'installing Node 24',
			folder,
			nodeBinary: process.execPath,
			...options,
		}),
	);
	return path.join(dir, 'node_modules', `node-${platform}`, 'bin/node');
}

/** Makes the folder of one recipe complete and returns it; `install` runs only when needed. */
async function ensureRecipe(
	name: N8nVersion | 'node-24',
	{ onProgress }: InstallOptions,
	install: (folder: string) => Promise<void>,
): Promise<string> {
	const recipe = recipeFolder(name);
	const folder = path.join(cacheFolder, 'n8n', name);
	const stampFile = path.join(folder, '.complete');
	const stamp = createHash('sha256')
		.update(await readFile(path.join(recipe, 'package-lock.json')))
		.digest('hex');
	const isComplete = async () => (await readFile(stampFile, 'utf8').catch(() => '')) === stamp;
	if (await isComplete()) return folder;

	await mkdir(folder, { recursive: true });
	await withInstallLock(`${folder}.lock`, onProgress, async () => {
		// Another process may have installed it while this one waited for the lock.
		if (await isComplete()) return;
		await rm(stampFile, { force: true });
		await cp(recipe, folder, { recursive: true });
		await install(folder);
		await writeFile(stampFile, stamp);
	});
	return folder;
}

interface PackageInstall extends InstallOptions {
	task: string;
	folder: string;
	nodeBinary: string;
}

async function installPackages({ folder, ...run }: PackageInstall): Promise<void> {
	// No install scripts: several of n8n's packages download things nobody needs here.
	await runNpm({ ...run, cwd: folder, args: ['ci', '--legacy-peer-deps', '--ignore-scripts'] });
}

async function compileSqlite(
	version: N8nVersion,
	folder: string,
	nodeBinary: string,
	options: InstallOptions,
): Promise<void> {
	try {
		await runNpm({
			task: `compiling the SQLite driver of n8n ${version}`,
			cwd: folder,
			nodeBinary,
			args: ['rebuild', 'sqlite3', '--ignore-scripts=false'],
			...options,
		});
	} catch (cause) {
		const detail = cause instanceof Error ? cause.message : String(cause);
		throw new Error(
			`${detail}\nn8n's SQLite driver is compiled on this machine. That needs python3, make and ` +
				'a C++ compiler (Debian and Ubuntu: apt-get install python3 make g++).',
			{ cause },
		);
	}
}
