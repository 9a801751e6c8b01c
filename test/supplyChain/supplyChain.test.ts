import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { limitOf } from '../../release/recorded';
import { buildPack, type BuiltPack } from '../engine/builtPack';
import { describeLoading } from './loading';
import { scan, unpack } from './scanner';

const ROOT = join(__dirname, '../..');
const BESIDE_DIST = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];

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
	filename: string;
	size: number;
	files: Array<{ path: string }>;
}

const readJson = (...path: string[]): unknown =>
	JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'));

const { version: SCANNER_VERSION } = readJson(
	'node_modules/@n8n/scan-community-package/package.json',
) as { version: string };

describe('the pack as it is published', () => {
	const { n8n, ...manifest } = readJson('package.json') as PackageJson;
	let pack: BuiltPack;

	beforeAll(() => {
		pack = buildPack();
		for (const file of BESIDE_DIST) cpSync(join(ROOT, file), join(pack.folder, file));
	});
	afterAll(() => pack.remove());

	describe('loaded the way n8n loads it', () => describeLoading(() => pack));

	function packed(dryRun: boolean): Packed {
		// The scripts of the pack would build it again.
		const args = ['pack', '--json', '--ignore-scripts', `--dry-run=${dryRun}`];
		const text = execFileSync('npm', args, {
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
		const { files, size } = packed(true);
		const paths = files.map(({ path }) => path);
		expect(paths.filter((path) => !path.startsWith('dist/')).sort()).toEqual(BESIDE_DIST);
		expect(paths.filter((path) => path.startsWith('dist/')).sort()).toEqual(
			pack.files.map((file) => `dist/${file}`).sort(),
		);
		expect(size).toBeLessThanOrEqual(limitOf('packedBytes'));
	});

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

	it("passes n8n's own scanner, as the repository and as the unpacked tarball", () => {
		const folder = unpack(join(pack.folder, packed(false).filename), pack.folder);
		const verdicts = { sources: scan('sources', ROOT), tarball: scan('built', folder) };
		for (const [part, { passed, details = '' }] of Object.entries(verdicts)) {
			const verdict = `${passed ? 'passed' : 'REFUSED'}${details}`;
			process.stdout.write(`n8n's scanner ${SCANNER_VERSION}, ${part}: ${verdict}\n`);
		}
		expect(verdicts).toEqual({ sources: { passed: true }, tarball: { passed: true } });
	});

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
		// In quotes, a name is only a name: that of a field nobody may read.
		const forbidden =
			/\beval\(|new Function\b|child_process|process\.env|\bglobalThis\b(?!')|\bfetch\(/;
		const guilty = pack.files.filter(
			(file) =>
				file.endsWith('.js') &&
				forbidden.test(readFileSync(join(pack.folder, 'dist', file), 'utf8')),
		);
		expect(guilty).toEqual([]);
	});
});

describe('lock files', () => {
	const versions = join(ROOT, 'n8n/versions');
	const locks = [
		'package-lock.json',
		...readdirSync(versions).map((name) => `n8n/versions/${name}/package-lock.json`),
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
