import { constants } from 'node:fs';
import { access, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commandOutput } from './command';

/** Paths of the programs queue mode needs, and who runs the servers among them. */
export interface Programs {
	redisServer: string;
	redisCli: string;
	initdb: string;
	postgres: string;
	psql: string;
	/** Set when this process is root. */
	user?: { uid: number; gid: number };
}

/** Debian keeps the servers of PostgreSQL out of the PATH, in one folder per version. */
const POSTGRES_FOLDERS = '/usr/lib/postgresql';

/** While this file answers 101, Debian packages do not start their services on installation. */
const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

const PACKAGES = ['redis-server', 'postgresql'];

/**
 * Finds Redis and PostgreSQL. Where they are missing and this is root on Debian, installs Debian's
 * packages first, without leaving their own services running.
 *
 * @returns undefined when they are missing and cannot be installed here
 */
export async function findPrograms(
	onProgress: (line: string) => void,
): Promise<Programs | undefined> {
	const found = await lookUp();
	if (found || !isRoot() || !(await isExecutable('/usr/bin/apt-get'))) return found;
	onProgress(`installing ${PACKAGES.join(' and ')} from Debian`);
	try {
		await withoutServices(async () => {
			const env = { DEBIAN_FRONTEND: 'noninteractive' };
			await commandOutput(['apt-get', 'update'], env);
			await commandOutput(
				['apt-get', 'install', '-y', '--no-install-recommends', ...PACKAGES],
				env,
			);
		});
	} catch (error) {
		onProgress(error instanceof Error ? error.message : String(error));
	}
	return await lookUp();
}

async function lookUp(): Promise<Programs | undefined> {
	const [redisServer, redisCli, initdb, postgres, psql] = await Promise.all(
		['redis-server', 'redis-cli', 'initdb', 'postgres', 'psql'].map(find),
	);
	if (!redisServer || !redisCli || !initdb || !postgres || !psql) return undefined;
	const programs = { redisServer, redisCli, initdb, postgres, psql };
	return isRoot() ? { ...programs, user: await unprivilegedUser() } : programs;
}

async function find(program: string): Promise<string | undefined> {
	const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...(await postgresFolders())];
	for (const folder of folders) {
		const file = path.join(folder, program);
		if (await isExecutable(file)) return file;
	}
	return undefined;
}

async function postgresFolders(): Promise<string[]> {
	const versions = await readdir(POSTGRES_FOLDERS).catch(() => []);
	return versions
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => path.join(POSTGRES_FOLDERS, version, 'bin'));
}

async function isExecutable(file: string): Promise<boolean> {
	return await access(file, constants.X_OK).then(
		() => true,
		() => false,
	);
}

function isRoot(): boolean {
	return process.getuid?.() === 0;
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map((id) => commandOutput(['id', id, 'nobody'])),
	);
	return { uid: Number(uid), gid: Number(gid) };
}

async function withoutServices(install: () => Promise<void>): Promise<void> {
	const written = await writeFile(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', {
		mode: 0o755,
		// Where there is one already, it is the machine's own.
		flag: 'wx',
	}).then(
		() => true,
		() => false,
	);
	try {
		await install();
	} finally {
		if (written) await rm(SERVICE_POLICY, { force: true });
	}
}
