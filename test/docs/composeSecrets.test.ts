import { execFileSync, spawnSync } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '../../n8n/paths';
import {
	BASE,
	composeFolder,
	composeProject,
	composeService,
	composeText,
	envExample,
	N8N,
	SECRETS,
	settings,
	settingsIn,
	WAYS,
} from '../support/compose';

const base = WAYS['without the pack'];

describe('what the example lets in', () => {
	it('holds no secret: each must be given, and the example gives none', () => {
		for (const secret of SECRETS) {
			expect(envExample[secret]).toBe('');
			expect(() => composeProject([BASE], { ...settings, [secret]: '' })).toThrow(secret);
		}
		const values = SECRETS.map((secret) => `value of ${secret}`);
		for (const { environment } of Object.values(base.services)) {
			for (const [key, value] of Object.entries(environment)) {
				if (/PASSWORD|SECRET|TOKEN|_KEY$|AUTH/.test(key)) expect(values).toContain(value);
			}
		}
	});

	it('lets n8n be an ordinary user of PostgreSQL, which owns its database', () => {
		const { environment } = composeService('main');
		const postgres = composeService('postgres');
		expect(environment.DB_POSTGRESDB_PASSWORD).toBe(postgres.environment.N8N_DB_PASSWORD);
		expect(postgres.environment.POSTGRES_PASSWORD).toBe(settings.POSTGRES_PASSWORD);
		expect(postgres.environment.POSTGRES_USER ?? 'postgres').not.toBe(
			environment.DB_POSTGRESDB_USER,
		);
		const script = composeText('init-database.sh');
		const { DB_POSTGRESDB_USER: user, DB_POSTGRESDB_DATABASE: database } = environment;
		expect(script).toContain(`CREATE ROLE ${user} LOGIN PASSWORD :'password';`);
		expect(script).toContain(`CREATE DATABASE ${database} OWNER ${user};`);
		expect(script).not.toMatch(/SUPERUSER|CREATEROLE/);
		expect(postgres.volumes).toContain(
			'./init-database.sh:/docker-entrypoint-initdb.d/init-database.sh:ro',
		);
		// The server that runs the script listens on its socket only: that is not healthy yet.
		expect(postgres.healthcheck?.test).toEqual(expect.arrayContaining(['--host', '127.0.0.1']));
	});

	it('gives Redis a password and no reason to be root', () => {
		const { environment, command = [] } = composeService('redis');
		expect(composeService('main').environment.QUEUE_BULL_REDIS_PASSWORD).toBe(
			environment.REDISCLI_AUTH,
		);
		// The entry point of the image changes the user only for this first word.
		expect(command[0]).toBe('redis-server');
		expect(command.slice(-2)).toEqual(['--requirepass', environment.REDISCLI_AUTH]);
	});

	it('runs the code of Code nodes beside n8n, where no other secret and no database is', () => {
		for (const one of N8N) {
			const { environment } = composeService(one);
			expect(environment.N8N_RUNNERS_MODE).toBe('external');
			const runner = composeService(`${one}-runner`);
			expect(runner.environment).toEqual({
				N8N_RUNNERS_AUTH_TOKEN: environment.N8N_RUNNERS_AUTH_TOKEN,
				N8N_RUNNERS_TASK_BROKER_URI: `http://${one}:5679`,
			});
			expect(runner.networks).toBeUndefined();
			expect(composeService(one).networks).toEqual(['default', 'data']);
		}
		expect(base.networks).toEqual({ data: { internal: true } });
		for (const database of ['redis', 'postgres']) {
			expect(composeService(database).networks).toEqual(['data']);
		}
	});

	it('counts the proxies in front, or all visitors would share one limit of failed logins', () => {
		expect(composeService('main').environment.N8N_PROXY_HOPS).toBe('0');
		const behind = composeProject([BASE], { ...settings, PROXY_HOPS: '1' });
		expect(composeService('main', behind).environment.N8N_PROXY_HOPS).toBe('1');
	});
});

describe('make-env.sh', () => {
	let folder: string;
	const run = () => spawnSync('sh', [path.join(folder, 'make-env.sh')], { encoding: 'utf8' });

	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-vambe-asapp-env-'));
		for (const file of ['make-env.sh', '.env.example']) {
			copyFileSync(path.join(composeFolder, file), path.join(folder, file));
		}
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it('makes a file for its owner alone, with a secret of its own in each place', () => {
		expect(run().status).toBe(0);
		const file = path.join(folder, '.env');
		expect(statSync(file).mode & 0o777).toBe(0o600);
		const made = settingsIn(readFileSync(file, 'utf8'));
		const secrets = SECRETS.map((secret) => made[secret] ?? '');
		for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{48}$/);
		expect(new Set(secrets).size).toBe(secrets.length);
		expect({ ...made, ...Object.fromEntries(SECRETS.map((one) => [one, ''])) }).toEqual(envExample);
	});

	it('never replaces a key that n8n has encrypted with', () => {
		run();
		const before = readFileSync(path.join(folder, '.env'), 'utf8');
		const { status, stderr } = run();
		expect([status, stderr]).toEqual([1, '.env is there already, nothing was changed\n']);
		expect(readFileSync(path.join(folder, '.env'), 'utf8')).toBe(before);
	});

	it('leaves nothing behind where there is no randomness to take', () => {
		writeFileSync(path.join(folder, 'od'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
		const { status } = spawnSync('sh', [path.join(folder, 'make-env.sh')], {
			env: { PATH: [folder, process.env.PATH].join(path.delimiter) },
		});
		expect([status, existsSync(path.join(folder, '.env'))]).toEqual([1, false]);
	});

	it('makes a file that git ignores', () => {
		const ignored = (file: string) =>
			spawnSync('git', ['check-ignore', '--quiet', file], { cwd: composeFolder }).status === 0;
		expect([ignored('.env'), ignored('.env.example')]).toEqual([true, false]);
		expect(execFileSync('git', ['ls-files', '--', '*.env'], { cwd: projectFolder }).length).toBe(0);
	});
});
