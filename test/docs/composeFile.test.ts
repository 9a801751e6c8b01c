import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultN8nVersion } from '../../n8n/versions';
import { projectFolder } from '../../n8n/paths';
import {
	BASE,
	CHECKSUM,
	composeFolder,
	composeProject,
	composeService,
	composeText,
	envExample,
	FROM_REGISTRY,
	N8N,
	SECRETS,
	settings,
	WAYS,
} from '../support/compose';

const { name, version } = JSON.parse(
	readFileSync(path.join(projectFolder, 'package.json'), 'utf8'),
) as { name: string; version: string };

const base = WAYS['without the pack'];

describe('the queue mode example for Docker Compose', () => {
	const main = composeService('main');

	it('has a main process, workers, a runner for each, Redis and PostgreSQL', () => {
		const names = [...N8N, ...N8N.map((one) => `${one}-runner`), 'redis', 'postgres'];
		for (const { services } of Object.values(WAYS)) {
			expect(Object.keys(services).sort()).toEqual(names.sort());
		}
		expect(main.command).toBeUndefined();
		for (const worker of ['worker-1', 'worker-2']) {
			expect(composeService(worker).command).toBe('worker --concurrency=10');
		}
	});

	it('names the tested n8n exactly, databases by a line that still gets fixes', () => {
		for (const one of N8N) {
			expect(composeService(one).image).toBe(`n8nio/n8n:${defaultN8nVersion}`);
			expect(composeService(`${one}-runner`).image).toBe(`n8nio/runners:${defaultN8nVersion}`);
		}
		expect(envExample.N8N_VERSION).toBe(defaultN8nVersion);
		expect(composeService('redis').image).toBe('redis:7.4-alpine');
		expect(composeService('postgres').image).toBe('postgres:16-alpine');
		// Also without any settings of the user's own.
		const bare = composeProject([BASE], Object.fromEntries(SECRETS.map((one) => [one, 'x'])));
		expect(composeService('worker-1', bare).image).toBe(main.image);
	});

	it('gives main and workers the same settings', () => {
		for (const worker of ['worker-1', 'worker-2']) {
			expect(composeService(worker).environment).toEqual(main.environment);
		}
		expect(main.environment).toMatchObject({
			EXECUTIONS_MODE: 'queue',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: 'postgres',
			QUEUE_BULL_REDIS_HOST: 'redis',
		});
	});

	it('names the address of webhooks as n8n 3 reads it, and as older ones do', () => {
		const { N8N_WEBHOOK_URL: newName, WEBHOOK_URL: oldName } = main.environment;
		expect(newName).toBe('http://localhost:5678/');
		expect(oldName).toBe(newName);
	});

	it('sends runs of the editor to the workers in n8n 2, and leaves that setting out for n8n 3', () => {
		const setting = { OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' };
		expect(composeService('main', WAYS['own image']).environment).toMatchObject(setting);
		for (const { environment } of Object.values(base.services)) {
			expect(environment).not.toHaveProperty('OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS');
		}
	});

	it('explains every variable it takes, and takes every one it explains', () => {
		const files = readdirSync(composeFolder).filter((file) => file.endsWith('.yml'));
		const taken = files.flatMap((file) =>
			[...composeText(file).matchAll(/\$\{(\w+)/g)].map(([, variable]) => variable),
		);
		// One has no value before there is a release; Compose itself reads COMPOSE_*.
		const explained = [...composeText('.env.example').matchAll(/^(?:# )?([A-Z_0-9]+)=/gm)]
			.map(([, variable]) => variable)
			.filter((variable) => !variable?.startsWith('COMPOSE_'));
		expect([...new Set(taken)].sort()).toEqual(explained.sort());
	});

	it('waits for what is healthy, and opens n8n to this machine only', () => {
		for (const [name, { depends_on: needs }] of Object.entries(base.services)) {
			if (!needs || Array.isArray(needs)) {
				if (needs) expect(name).toBe(`${needs[0]}-runner`);
				continue;
			}
			for (const [needed, { condition }] of Object.entries(needs)) {
				expect(condition).toBe('service_healthy');
				expect(composeService(needed).healthcheck?.test[0]).toBe('CMD');
			}
		}
		for (const worker of ['worker-1', 'worker-2']) {
			expect(Object.keys(composeService(worker).depends_on ?? {})).toEqual(['main']);
		}
		const ports = Object.values(base.services).flatMap((one) => one.ports ?? []);
		expect(ports).toEqual(['127.0.0.1:5678:5678']);
	});

	it('keeps data in volumes that exist, and limits the memory of all', () => {
		const used = Object.values(base.services).flatMap(({ volumes = [] }) => volumes);
		const names = used
			.map((volume) => volume.slice(0, volume.indexOf(':')))
			.filter((source) => !source.startsWith('./'));
		expect(names.sort()).toEqual(Object.keys(base.volumes ?? {}).sort());
		for (const { mem_limit: limit } of Object.values(base.services)) {
			expect(limit).toMatch(/^\d+[mg]$/);
		}
	});
});

describe('what the example installs', () => {
	const PACKAGES = 'N8N_COMMUNITY_PACKAGES';

	it('is nothing by a name alone: no file installs from a registry without a checksum', () => {
		for (const way of ['without the pack', 'own image'] as const) {
			for (const { environment } of Object.values(WAYS[way].services)) {
				expect(Object.keys(environment).filter((key) => key.startsWith(PACKAGES))).toEqual([]);
				expect(environment).not.toHaveProperty('N8N_REINSTALL_MISSING_PACKAGES');
			}
		}
		expect(() => composeProject(FROM_REGISTRY, settings)).toThrow(/^PACK_CHECKSUM/);
		const { environment } = composeService('main', WAYS['from a registry']);
		expect(environment.N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV).toBe('true');
		expect(JSON.parse(String(environment[PACKAGES]))).toEqual([
			{ name, version, checksum: CHECKSUM.PACK_CHECKSUM },
		]);
	});

	it('is unverified only from an image of your own', () => {
		for (const [way, project] of Object.entries(WAYS)) {
			for (const one of N8N) {
				expect(composeService(one, project).environment.N8N_UNVERIFIED_PACKAGES_ENABLED).toBe(
					String(way === 'own image'),
				);
			}
		}
	});

	it('from a registry, is what the main process has checked, for the workers, too', () => {
		const registry = WAYS['from a registry'];
		for (const one of N8N) {
			expect(composeService(one, registry).volumes).toEqual(['n8n_data:/home/node/.n8n']);
		}
		// Each installs into a folder of its own here, at the same time.
		expect(composeService('worker-1', WAYS['own image']).volumes).toBeUndefined();
	});
});

describe('docs/queue-mode.md', () => {
	const page = readFileSync(path.join(projectFolder, 'docs/queue-mode.md'), 'utf8');

	it('names the n8n that it is tested with', () => {
		expect(page).toContain(`n8n ${defaultN8nVersion}`);
	});

	it('explains every file, and its commands name services that are there', () => {
		const files = readdirSync(composeFolder).filter((file) => file.endsWith('.yml'));
		const explained = [...page.matchAll(/^\| `([\w-]+\.yml)`/gm)].map(([, file]) => file);
		expect([...new Set(explained)].sort()).toEqual(files.sort());
		const named = [
			...page.matchAll(
				/docker compose (?:exec (?:-T )?|stop |pull )([\w -]*?)(?= pg_| cat |`|$)/gm,
			),
		].flatMap(([, services = '']) => services.split(' ').filter(Boolean));
		expect([...new Set(named)].sort()).toEqual([
			'main',
			'postgres',
			'redis',
			'worker-1',
			'worker-2',
		]);
		for (const one of named) expect(() => composeService(one)).not.toThrow();
	});
});
