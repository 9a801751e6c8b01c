import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

const ROOT = path.join(__dirname, '../..');
const WORKFLOWS = path.join(ROOT, '.github/workflows');

interface Step {
	name?: string;
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}

interface Job {
	needs?: string;
	environment?: string;
	permissions?: Record<string, string>;
	steps: Step[];
}

interface Workflow {
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const readYaml = (...names: string[]): unknown =>
	parse(readFileSync(path.join(ROOT, ...names), 'utf8'));

const files = readdirSync(WORKFLOWS);

describe.each(files)('the workflow %s', (file) => {
	const { permissions, jobs } = readYaml('.github/workflows', file) as Workflow;
	const steps = Object.values(jobs).flatMap((job) => job.steps);

	it('names every action by its commit, with the version that Dependabot compares', () => {
		const text = readFileSync(path.join(WORKFLOWS, file), 'utf8');
		const uses = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
		expect(uses).toHaveLength(steps.filter((step) => step.uses).length);
		for (const line of uses) {
			expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});

	it('leaves no token behind in the clone', () => {
		const checkouts = steps.filter((step) => step.uses?.startsWith('actions/checkout@'));
		expect(checkouts.length).toBeGreaterThan(0);
		for (const checkout of checkouts) {
			expect(checkout.with).toMatchObject({ 'persist-credentials': false });
		}
	});

	it('lets a job that runs code of packages do nothing but read', () => {
		for (const job of Object.values(jobs)) {
			const runsCode = job.steps.some(
				({ run = '', uses = '' }) =>
					/\bnpm (ci|install|run|test|exec)\b|\bnpx\b|\.ci\/run/.test(run) ||
					uses.startsWith('actions/checkout@'),
			);
			const rights = job.permissions ?? permissions;
			if (runsCode) expect(rights).toEqual({ contents: 'read' });
		}
	});
});

describe('the release workflow', () => {
	const { permissions, jobs } = readYaml('.github/workflows/release.yml') as Workflow;
	const job = (name: string): Job => {
		const found = jobs[name];
		if (!found) throw new Error(`No job "${name}"`);
		return found;
	};
	const commandsOf = (name: string) =>
		job(name).steps.flatMap(({ run }) => (run === undefined ? [] : run.split('\n')));

	it('gives each right to one job alone, one after the other', () => {
		expect(permissions).toEqual({});
		const rights = Object.fromEntries(
			Object.entries(jobs).map(([name, { permissions: own }]) => [name, own]),
		);
		expect(rights).toEqual({
			build: { contents: 'read' },
			publish: { 'id-token': 'write' },
			release: { contents: 'write' },
		});
		expect([job('publish').needs, job('release').needs]).toEqual(['build', 'publish']);
		expect(job('publish').environment).toBe('npm');
	});

	it('runs one command with each of those rights, and actions of GitHub', () => {
		expect(commandsOf('publish')).toEqual([expect.stringMatching(/^npm publish /)]);
		expect(commandsOf('publish')[0]).toContain('--ignore-scripts');
		expect(commandsOf('release')).toEqual([expect.stringMatching(/^gh release create /)]);
		const actions = ['publish', 'release'].flatMap((name) =>
			job(name).steps.flatMap(({ uses }) => (uses === undefined ? [] : uses.split('@')[0])),
		);
		expect([...new Set(actions)].sort()).toEqual([
			'actions/download-artifact',
			'actions/setup-node',
		]);
	});

	it('publishes the very tarball whose checksum it tells, from a folder without its settings', () => {
		const build = commandsOf('build');
		expect(build.indexOf('npm run check:publish')).toBeGreaterThan(build.indexOf('npm ci'));
		expect(build.at(-1)).toBe('npm run pack -- --notes release-notes.md');
		const tarball = '"./built/n8n-nodes-vambe-asapp-${GITHUB_REF_NAME#v}.tgz"';
		for (const name of ['publish', 'release']) {
			expect(commandsOf(name)[0]).toContain(tarball);
			const download = job(name).steps.find(({ uses }) =>
				uses?.startsWith('actions/download-artifact@'),
			);
			expect(download?.with).toEqual({ name: 'release', path: 'built' });
		}
		expect(commandsOf('release')[0]).toContain('--notes-file built/release-notes.md');
	});

	it('reads no cache that another branch could have filled', () => {
		for (const { uses = '', with: settings } of Object.values(jobs).flatMap(({ steps }) => steps)) {
			expect(uses).not.toContain('actions/cache@');
			if (uses.startsWith('actions/setup-node@')) {
				expect(settings).toEqual({ 'node-version': 24, 'package-manager-cache': false });
			}
		}
	});

	describe('compares the tag, before anything is installed', () => {
		const names = job('build').steps.map(({ name, run }) => name ?? run);
		const check = 'The tag names the version, and its commit is on main';
		let clone: string;

		function git(...args: string[]): void {
			const user = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
			execFileSync('git', [...user, ...args], { cwd: clone, stdio: 'ignore' });
		}

		/** What the step says about a tag at the present commit; empty when it lets it pass. */
		function verdictOn(tag: string): string {
			const { run = '' } = job('build').steps.find(({ name }) => name === check) ?? {};
			// As GitHub runs it.
			const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-e', '-c', run], {
				cwd: clone,
				encoding: 'utf8',
				env: { PATH: process.env.PATH, GITHUB_REF_NAME: tag },
			});
			expect(stderr).toBe('');
			expect(status).toBe(stdout === '' ? 0 : 1);
			return stdout;
		}

		beforeAll(() => {
			clone = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-vambe-asapp-tag-'));
			git('init', '--initial-branch=main');
			const manifest = readFileSync(path.join(ROOT, 'package.json'), 'utf8');
			writeFileSync(
				path.join(clone, 'package.json'),
				manifest.replace(/"version": ".*"/, '"version": "1.2.3"'),
			);
			git('add', '.');
			git('commit', '--message=main');
			git('update-ref', 'refs/remotes/origin/main', 'HEAD');
		});
		afterAll(() => rmSync(clone, { recursive: true, force: true }));

		it('stands in front of npm ci', () => {
			expect(names.indexOf(check)).toBeGreaterThan(-1);
			expect(names.indexOf(check)).toBeLessThan(names.indexOf('npm ci'));
			expect(job('build').steps[0]?.with).toMatchObject({ 'fetch-depth': 0 });
		});

		it('lets the version of package.json pass, and no other', () => {
			expect(verdictOn('v1.2.3')).toBe('');
			for (const tag of ['v9.9.9', '1.2.3', 'v1.2.3-rc.1', 'v1.2.30']) {
				expect(verdictOn(tag)).toContain(`The tag is ${tag}, package.json says 1.2.3`);
			}
		});

		it('lets no commit pass that is not on main', () => {
			git('checkout', '-b', 'elsewhere');
			git('commit', '--allow-empty', '--message=elsewhere');
			expect(verdictOn('v1.2.3')).toContain('not on main');
		});
	});
});

describe('.ci/run', () => {
	// What ships has no dependencies to audit, and no other package runs with rights.
	it('claims no audit that cannot fail', () => {
		const script = readFileSync(path.join(ROOT, '.ci/run'), 'utf8');
		expect(script).not.toMatch(/npm audit|vulnerabilit/);
	});
});
