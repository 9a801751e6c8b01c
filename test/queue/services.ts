import { randomBytes } from 'node:crypto';
import { appendFile, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts, startProcess, type ManagedProcess } from '../../n8n/processes';
import { onShutdown } from '../../n8n/shutdown';
import { projectFolder } from '../../n8n/paths';
import type { Programs } from './programs';
import { commandOutput } from './command';

/** Longest wait for Redis or PostgreSQL to answer (ms). */
const START_DEADLINE_MS = 60_000;

const POLL_INTERVAL_MS = 100;

/** What PostgreSQL runs first in the example for Docker Compose; it makes n8n's user and database. */
const INIT_SCRIPT = path.join(projectFolder, 'examples/queue-mode/init-database.sh');

/** Name of both, as the script has them. */
const DATABASE = 'n8n';

const SUPERUSER = 'postgres';

/** A program and its arguments. */
type Command = readonly [string, ...string[]];

export interface Services {
	/** n8n's settings for this Redis and this PostgreSQL. */
	env: Record<string, string>;
	/** Stops both and removes their data. */
	stop(): Promise<void>;
}

/**
 * Starts Redis and PostgreSQL on free loopback ports, with their data in one temporary folder and
 * passwords made up for this start.
 *
 * @throws when one of them does not start; nothing is left behind then
 */
export async function startServices(programs: Programs): Promise<Services> {
	const folder = await openFolder(programs);
	const running: ManagedProcess[] = [];
	const stop = async () => {
		await Promise.all(running.map((service) => service.stop()));
		await folder.close();
	};
	try {
		const [redisPort, postgresPort] = (await freePorts(2)) as [number, number];
		const password = randomBytes(16).toString('hex');
		running.push(await startRedis(programs, folder.path, redisPort, password));
		running.push(await startPostgres(programs, folder.path, postgresPort, password));
		return { env: n8nSettings(redisPort, postgresPort, password), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function n8nSettings(redisPort: number, postgresPort: number, password: string) {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgresPort),
		DB_POSTGRESDB_DATABASE: DATABASE,
		DB_POSTGRESDB_USER: DATABASE,
		DB_POSTGRESDB_PASSWORD: password,
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		QUEUE_BULL_REDIS_PASSWORD: password,
	};
}

async function openFolder({ user }: Programs) {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'n8n-queue-services-'));
	const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
	const forgetShutdown = onShutdown(remove);
	if (user) await chown(folder, user.uid, user.gid);
	const close = async () => {
		forgetShutdown();
		await remove();
	};
	return { path: folder, close };
}

async function startRedis(
	{ redisServer, redisCli, user }: Programs,
	folder: string,
	port: number,
	password: string,
): Promise<ManagedProcess> {
	const config = path.join(folder, 'redis.conf');
	// A file, because a command line can be read by everybody on the machine.
	await writePrivate(
		config,
		[
			`port ${port}`,
			'bind 127.0.0.1',
			`dir ${folder}`,
			'save ""',
			'appendonly no',
			`requirepass ${password}`,
		].join('\n'),
		user,
	);
	const redis = await startProcess({
		command: asUser(user, [redisServer, config]),
		cwd: folder,
		env: { PATH: process.env.PATH },
	});
	const ping = () =>
		commandOutput([redisCli, '-p', String(port), 'ping'], { REDISCLI_AUTH: password });
	await waitFor('Redis', redis, async () => (await ping()).includes('PONG'));
	return redis;
}

async function startPostgres(
	{ initdb, postgres, psql, user }: Programs,
	folder: string,
	port: number,
	password: string,
): Promise<ManagedProcess> {
	const data = path.join(folder, 'postgres');
	const passwordFile = path.join(folder, 'postgres-password');
	await writePrivate(passwordFile, password, user);
	await commandOutput(
		asUser(user, [
			initdb,
			`--pgdata=${data}`,
			`--username=${SUPERUSER}`,
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			'--locale=C',
			'--no-sync',
		]),
		{ LANG: 'C' },
		folder,
	);
	await appendFile(
		path.join(data, 'postgresql.conf'),
		[
			`port = ${port}`,
			`listen_addresses = '127.0.0.1'`,
			// No socket files: they would go to a folder of the system.
			`unix_socket_directories = ''`,
			// The data lives as long as this run; no need to wait for the disk.
			'fsync = off',
		].join('\n'),
	);
	const server = await startProcess({
		command: asUser(user, [postgres, '-D', data]),
		cwd: folder,
		env: { PATH: process.env.PATH, LANG: 'C' },
	});
	const env = {
		PATH: [path.dirname(psql), process.env.PATH].join(path.delimiter),
		PGHOST: '127.0.0.1',
		PGPORT: String(port),
		PGPASSWORD: password,
		N8N_DB_PASSWORD: password,
	};
	const askAnything = [psql, `--username=${SUPERUSER}`, '--command=SELECT 1'] as const;
	await waitFor('PostgreSQL', server, async () => {
		await commandOutput(askAnything, env);
		return true;
	});
	await commandOutput(['sh', INIT_SCRIPT], env).catch(async (error: unknown) => {
		await server.stop();
		throw error;
	});
	return server;
}

/** PostgreSQL refuses to run as root, and Redis has no need to. */
function asUser(user: Programs['user'], command: Command): Command {
	if (!user) return command;
	const { uid, gid } = user;
	return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--', ...command];
}

async function writePrivate(file: string, text: string, user: Programs['user']): Promise<void> {
	await writeFile(file, text, { mode: 0o600 });
	if (user) await chown(file, user.uid, user.gid);
}

async function waitFor(
	name: string,
	service: ManagedProcess,
	isReady: () => Promise<boolean>,
): Promise<void> {
	const deadline = Date.now() + START_DEADLINE_MS;
	while (!(await isReady().catch(() => false))) {
		if (!service.isRunning() || Date.now() > deadline) {
			await service.stop();
			throw new Error(`${name} did not start.\n${service.log().slice(-2000)}`);
		}
		await sleep(POLL_INTERVAL_MS);
	}
}
