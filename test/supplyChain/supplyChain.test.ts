import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildPack, type BuiltPack } from '../engine/builtPack';

const ROOT = join(__dirname, '../..');
const BESIDE_DIST = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
const LARGEST_PACK_BYTES = 80_000;

interface PackageJson {
	dependencies?: object;
	bundledDependencies?: unknown;
	bundleDependencies?: unknown;
	optionalDependencies?: object;
	peerDependencies?: object;
	scripts: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

interface Packed {
	size: number;
	files: Array<{ path: string }>;
}

const readJson = (...path: string[]): unknown =>
	JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'));

describe('the pack as it is published', () => {
	const { n8n, ...manifest } = readJson('package.json') as PackageJson;
	let pack: BuiltPack;

	beforeAll(() => {
		pack = buildPack();
		for (const file of BESIDE_DIST) cpSync(join(ROOT, file), join(pack.folder, file));
	}, 60_000);
	afterAll(() => pack.remove());

	function packed(): Packed {
		// The scripts of the pack would build it again.
		const text = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: pack.folder,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
			shell: process.platform === 'win32',
		});
		const [result] = JSON.parse(text) as Packed[];
		if (!result) throw new Error('npm pack said nothing');
		return result;
	}

	it('holds what was built and four files beside it, and is small', () => {
		// Anything left lying around must stay at home.
		for (const stray of ['.env', 'notes.txt', 'keys.pem']) {
			writeFileSync(join(pack.folder, stray), 'not for everybody');
		}
		const { files, size } = packed();
		const paths = files.map(({ path }) => path);
		expect(paths.filter((path) => !path.startsWith('dist/')).sort()).toEqual(BESIDE_DIST);
		expect(paths.filter((path) => path.startsWith('dist/')).sort()).toEqual(
			pack.files.map((file) => `dist/${file}`).sort(),
		);
		expect(size).toBeLessThanOrEqual(LARGEST_PACK_BYTES);
	}, 60_000);

	it('holds code, pictures and descriptions, and nothing that was only for building', () => {
		for (const file of pack.files) {
			expect(file).toMatch(/^(nodes|credentials)\//);
			expect(file).toMatch(/\.(js|svg|node\.json)$|\/__schema__\/.*\.json$/);
			expect(file).not.toMatch(/test|\.map$|\.d\.ts$/);
		}
	});

	it('holds every file that its manifest promises n8n', () => {
		const built = new Set(pack.files.map((file) => `dist/${file}`));
		expect([...n8n.nodes, ...n8n.credentials].filter((file) => !built.has(file))).toEqual([]);
	});

	it('passes the rules of n8n for community nodes, whatever its comments say', () => {
		const config = join(__dirname, 'scanner.eslint.config.mjs');
		const eslint = join(ROOT, 'node_modules/eslint/bin/eslint.js');
		const scripts = pack.files.filter((file) => file.endsWith('.js'));
		const { stdout, stderr, status } = spawnSync(
			process.execPath,
			[eslint, '--no-inline-config', '--config', config, 'dist'],
			{ cwd: pack.folder, encoding: 'utf8' },
		);
		expect(scripts.length).toBeGreaterThan(20);
		expect(stdout + stderr).toBe('');
		expect(status).toBe(0);
	}, 60_000);

	it('needs nothing at run time but what n8n brings along', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.optionalDependencies ?? {}).toEqual({});
		expect(manifest.bundledDependencies ?? manifest.bundleDependencies ?? []).toEqual([]);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		const required = pack.files
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) => [
				...readFileSync(join(pack.folder, 'dist', file), 'utf8').matchAll(
					/\b(?:require|import)\(\s*["']([^"']+)["']\s*\)/g,
				),
			])
			.map(([, name]) => name ?? '')
			.filter((name) => !name.startsWith('.'));
		expect([...new Set(required)].sort()).toEqual(['n8n-workflow', 'node:crypto', 'zod']);
	});

	it('runs nothing when it is installed', () => {
		const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
		expect(atInstall.filter((name) => name in manifest.scripts)).toEqual([]);
	});

	it('works without evaluating text, starting processes or reading the environment', () => {
		const forbidden = /\beval\(|new Function\b|child_process|process\.env|globalThis|\bfetch\(/;
		const guilty = pack.files.filter(
			(file) =>
				file.endsWith('.js') &&
				forbidden.test(readFileSync(join(pack.folder, 'dist', file), 'utf8')),
		);
		expect(guilty).toEqual([]);
	});
});

describe('lock files', () => {
	const versions = join(ROOT, 'demo/n8n/versions');
	const locks = [
		'package-lock.json',
		...readdirSync(versions).map((name) => `demo/n8n/versions/${name}/package-lock.json`),
	];

	it.each(locks)('%s names no address to download from', (lock) => {
		const text = readFileSync(join(ROOT, lock), 'utf8');
		const { packages } = JSON.parse(text) as {
			packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
		};
		const entries = Object.entries(packages).filter(([path]) => path !== '');
		expect(entries.length).toBeGreaterThan(0);
		expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
		// Without an address, the checksum is what keeps a package from being another one.
		const unchecked = entries.filter(([, { integrity, link }]) => !link && !integrity);
		expect(unchecked.map(([path]) => path)).toEqual([]);
	});
});
