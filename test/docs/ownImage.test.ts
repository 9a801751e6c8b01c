import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultN8nVersion } from '../../n8n/versions';
import { projectFolder } from '../../n8n/paths';
import { composeFolder, composeService, envExample, N8N, WAYS } from '../support/compose';

const { name, version } = JSON.parse(
	readFileSync(path.join(projectFolder, 'package.json'), 'utf8'),
) as { name: string; version: string };

describe('the image with the pack in it', () => {
	const examples = path.resolve(composeFolder, '..');
	const dockerfile = readFileSync(path.join(examples, 'docker/Dockerfile'), 'utf8');
	const ignored = readFileSync(path.join(examples, 'docker/Dockerfile.dockerignore'), 'utf8');

	it('is made from the n8n that is tested unless told otherwise, and the present tarball', () => {
		expect(dockerfile).toMatch(
			new RegExp(
				`^ARG N8N_IMAGE=tested\nFROM n8nio/n8n:${defaultN8nVersion} AS tested\nFROM \\$\\{N8N_IMAGE\\}$`,
				'm',
			),
		);
		expect(dockerfile).toMatch(new RegExp(`^ARG PACK_VERSION=${version}$`, 'm'));
		expect(envExample.PACK_VERSION).toBe(version);
	});

	it('gets what it copies, and nothing else', () => {
		const copied = [...dockerfile.matchAll(/^COPY (?:--\S+ )?(\S+) /gm)].map(([, from]) => from);
		expect(copied).toEqual([`${name}-\${PACK_VERSION}.tgz`, 'examples/docker/with-pack.sh']);
		expect(ignored.split('\n').filter(Boolean)).toEqual([
			'*',
			`!${name}-*.tgz`,
			'!examples/docker/with-pack.sh',
		]);
	});

	it("lets n8n's user read what was packed under a private umask", () => {
		const copies = dockerfile.split('\n').filter((line) => line.startsWith('COPY'));
		expect(copies.map((line) => line.split(' ')[1])).toEqual(['--chmod=644', '--chmod=755']);
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

	it('is built by one service and looked for in no registry by all', () => {
		expect(envExample.COMPOSE_FILE).toBe('docker-compose.yml:n8n-2.yml:own-image.yml');
		const own = WAYS['own image'];
		const building = Object.keys(own.services).filter((one) => composeService(one, own).build);
		expect(building).toEqual(['main']);
		const { context = '', dockerfile: file = '', args } = composeService('main', own).build ?? {};
		expect(path.resolve(composeFolder, context, file)).toBe(
			path.join(examples, 'docker/Dockerfile'),
		);
		expect(args).toEqual({ N8N_IMAGE: `n8nio/n8n:${defaultN8nVersion}`, PACK_VERSION: version });
		for (const one of N8N) {
			expect(composeService(one, own)).toMatchObject({
				image: `n8n-with-vambe-asapp:${defaultN8nVersion}`,
				pull_policy: 'never',
			});
		}
	});
});
