import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { defaultN8nVersion } from '../../n8n/versions';

interface Service {
	image: string;
	command?: string | string[];
	environment: Record<string, string | number>;
	ports?: string[];
	healthcheck?: { test: string[] };
	depends_on?: Record<string, { condition: string }>;
	volumes?: string[];
}

const folder = path.resolve(__dirname, '../../examples/queue-mode');
const text = readFileSync(path.join(folder, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as {
	services: Record<string, Service>;
	volumes: Record<string, unknown>;
};
const forN8n2 = parse(readFileSync(path.join(folder, 'n8n-2.yml'), 'utf8'), { merge: true }) as {
	services: Record<string, { environment: Record<string, string> }>;
};
const envExample = Object.fromEntries(
	readFileSync(path.join(folder, '.env.example'), 'utf8')
		.split('\n')
		.filter((line) => /^\w/.test(line))
		.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);
const manifest = JSON.parse(
	readFileSync(path.resolve(__dirname, '../../package.json'), 'utf8'),
) as { name: string; version: string };

/** What Compose makes of the variables in a text, with these values for them. */
function filledIn(template: string | number | undefined, values: Record<string, string>): string {
	const rest = (text: string): string =>
		text.replace(/\$(\w+)/g, (_match, name: string) => values[name] ?? '');
	return String(template).replace(
		/\$\{(\w+)(?::([-+])([^}]*))?\}/g,
		(_match, name: string, sign: string | undefined, other = '') => {
			const value = values[name] ?? '';
			if (sign === '+') return value && rest(String(other));
			return value || String(other);
		},
	);
}

function service(name: string): Service {
	const found = compose.services[name];
	if (!found) throw new Error(`No service "${name}"`);
	return found;
}

describe('the queue mode example for Docker Compose', () => {
	const main = service('main');
	const worker = service('worker');
	const entries = Object.values(compose.services).flatMap(({ environment }) =>
		Object.entries(environment),
	);

	it('has a main process, workers, Redis and PostgreSQL', () => {
		expect(Object.keys(compose.services).sort()).toEqual(['main', 'postgres', 'redis', 'worker']);
		expect(worker.command).toMatch(/^worker --concurrency=/);
		expect(main.command).toBeUndefined();
	});

	it('names the exact version of every image', () => {
		for (const service of Object.values(compose.services)) {
			const image = filledIn(service.image, {});
			expect(image).toMatch(/^[\w/]+:\d+\.\d+(\.\d+)?(-alpine)?$/);
		}
		expect(worker.image).toBe(main.image);
		expect(filledIn(main.image, {})).toBe(`n8nio/n8n:${defaultN8nVersion}`);
		expect(envExample.N8N_VERSION).toBe(defaultN8nVersion);
	});

	it('gives main and workers the same settings, except for who manages the packages', () => {
		const managing = ['N8N_COMMUNITY_PACKAGES', 'N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV'];
		const shared = Object.entries(main.environment).filter(([name]) => !managing.includes(name));
		expect(worker.environment).toEqual(Object.fromEntries(shared));
		expect(Object.keys(main.environment)).toEqual(expect.arrayContaining(managing));
		expect(worker.environment).toMatchObject({
			EXECUTIONS_MODE: 'queue',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: 'postgres',
			QUEUE_BULL_REDIS_HOST: 'redis',
			N8N_REINSTALL_MISSING_PACKAGES: 'true',
		});
	});

	it('lets n8n reach the database and Redis with what those were set up with', () => {
		const { environment } = main;
		const postgres = service('postgres').environment;
		expect(environment.DB_POSTGRESDB_PASSWORD).toBe(postgres.POSTGRES_PASSWORD);
		expect(environment.DB_POSTGRESDB_USER).toBe(postgres.POSTGRES_USER);
		expect(environment.DB_POSTGRESDB_DATABASE).toBe(postgres.POSTGRES_DB);
		expect(environment.QUEUE_BULL_REDIS_PASSWORD).toBe(service('redis').environment.REDISCLI_AUTH);
	});

	it('installs this pack in its present version, with a checksum when there is one', () => {
		const { N8N_COMMUNITY_PACKAGES: packages } = main.environment;
		const { name, version } = manifest;
		expect(envExample).toMatchObject({ PACK_VERSION: version, PACK_CHECKSUM: '' });
		// n8n refuses an empty checksum.
		expect(JSON.parse(filledIn(packages, envExample))).toEqual([{ name, version }]);
		const checksum = 'sha512-AB+/cd==';
		expect(JSON.parse(filledIn(packages, { PACK_CHECKSUM: checksum }))).toEqual([
			{ name, version, checksum },
		]);
	});

	it('starts with n8n 3, which refuses packs that n8n has not verified unless it is told', () => {
		for (const { environment } of [main, worker]) {
			expect(filledIn(environment.N8N_UNVERIFIED_PACKAGES_ENABLED, envExample)).toBe('true');
			expect(filledIn(environment.N8N_UNVERIFIED_PACKAGES_ENABLED, {})).toBe('true');
		}
	});

	it('names the address of webhooks as n8n 3 reads it, and as older ones do', () => {
		const { N8N_WEBHOOK_URL: newName, WEBHOOK_URL: oldName } = main.environment;
		expect(filledIn(newName, envExample)).toBe('http://localhost:5678/');
		expect(oldName).toBe(newName);
	});

	it('sends runs of the editor to the workers in n8n 2, and leaves that setting out for n8n 3', () => {
		const setting = { OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' };
		expect(Object.fromEntries(entries)).not.toHaveProperty('OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS');
		expect(forN8n2.services).toEqual({
			main: { environment: setting },
			worker: { environment: setting },
		});
	});

	it('holds no secret: each must be given, and the example gives none', () => {
		const secrets = entries.filter(([name]) => /PASSWORD|SECRET|TOKEN|_KEY$|AUTH/.test(name));
		expect(secrets.length).toBeGreaterThanOrEqual(6);
		for (const [, value] of secrets) {
			const [, variable = ''] = /^\$\{(\w+):\?[^}]+\}$/.exec(String(value)) ?? [];
			expect(envExample).toHaveProperty(variable, '');
		}
	});

	it('explains every variable it takes', () => {
		const taken = [...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name);
		// Compose itself reads COMPOSE_FILE.
		const own = Object.keys(envExample).filter((name) => name !== 'COMPOSE_FILE');
		expect([...new Set(taken)].sort()).toEqual(own.sort());
	});

	it('waits for what is healthy, and opens n8n to this machine only', () => {
		for (const { depends_on: needs = {} } of Object.values(compose.services)) {
			for (const [name, { condition }] of Object.entries(needs)) {
				expect(condition).toBe('service_healthy');
				expect(service(name).healthcheck?.test[0]).toBe('CMD');
			}
		}
		expect(Object.keys(worker.depends_on ?? {})).toEqual(['main']);
		const ports = Object.values(compose.services).flatMap((one) => one.ports ?? []);
		expect(ports).toEqual(['127.0.0.1:5678:5678']);
	});

	it('keeps data in volumes that exist', () => {
		const used = Object.values(compose.services).flatMap(({ volumes = [] }) => volumes);
		const names = used.map((volume) => volume.slice(0, volume.indexOf(':')));
		expect(names.sort()).toEqual(Object.keys(compose.volumes).sort());
	});
});

describe('the image with the pack in it', () => {
	const examples = path.resolve(folder, '..');
	const dockerfile = readFileSync(path.join(examples, 'docker/Dockerfile'), 'utf8');
	const ignored = readFileSync(path.join(examples, 'docker/Dockerfile.dockerignore'), 'utf8');
	const ownImage = parse(readFileSync(path.join(folder, 'own-image.yml'), 'utf8'), {
		merge: true,
	}) as { services: Record<string, Service & { build: { context: string; dockerfile: string } }> };

	it('is made from the n8n that is tested, and the tarball of the present version', () => {
		expect(dockerfile).toMatch(new RegExp(`^ARG N8N_VERSION=${defaultN8nVersion}$`, 'm'));
		expect(dockerfile).toMatch(new RegExp(`^ARG PACK_VERSION=${manifest.version}$`, 'm'));
		expect(dockerfile).toContain('\nFROM n8nio/n8n:${N8N_VERSION}\n');
	});

	it('gets what it copies, and nothing else', () => {
		const copied = [...dockerfile.matchAll(/^COPY (?:--\S+ )?(\S+) /gm)].map(([, from]) => from);
		expect(copied).toEqual([
			`${manifest.name}-\${PACK_VERSION}.tgz`,
			'examples/docker/with-pack.sh',
		]);
		expect(ignored.split('\n').filter(Boolean)).toEqual([
			'*',
			`!${manifest.name}-*.tgz`,
			'!examples/docker/with-pack.sh',
		]);
	});

	it('installs the pack before the entry point of n8n, also in n8n 3', () => {
		expect(dockerfile).toContain('ENV N8N_UNVERIFIED_PACKAGES_ENABLED=true\n');
		expect(dockerfile).toContain(
			'ENTRYPOINT ["tini", "--", "with-pack.sh", "/docker-entrypoint.sh"]\n',
		);
		expect(dockerfile).toContain(' /opt/n8n-nodes-vambe-asapp.tgz\n');
		const script = readFileSync(path.join(examples, 'docker/with-pack.sh'), 'utf8');
		expect(script).toContain('${PACK_TARBALL:-/opt/n8n-nodes-vambe-asapp.tgz}');
	});

	it('is what queue mode runs while the pack is in no registry', () => {
		expect(envExample.COMPOSE_FILE).toBe('docker-compose.yml:n8n-2.yml:own-image.yml');
		const { main, worker } = ownImage.services;
		expect(Object.keys(ownImage.services)).toEqual(['main', 'worker']);
		expect(worker?.image).toBe(main?.image);
		for (const service of [main, worker]) {
			expect(service?.environment.N8N_REINSTALL_MISSING_PACKAGES).toBe('false');
			const { context = '', dockerfile: file = '' } = service?.build ?? {};
			expect(path.resolve(folder, context, file)).toBe(path.join(examples, 'docker/Dockerfile'));
		}
		expect(main?.environment.N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV).toBe('false');
	});
});
