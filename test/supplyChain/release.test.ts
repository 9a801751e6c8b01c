import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checksumOf, communityPackages, releaseNotes, report } from '../../release/packed';
import { addressProblem, changelogHas, findPlaceholders } from '../../release/placeholders';

const ROOT = join(__dirname, '../..');

describe('the checksum of a tarball', () => {
	it('is what npm, and so n8n, calls its integrity', () => {
		const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-vambe-asapp-checksum-'));
		try {
			writeFileSync(join(folder, 'package.json'), '{ "name": "any", "version": "1.2.3" }');
			const answer = execFileSync('npm', ['pack', '--json', '--ignore-scripts'], {
				cwd: folder,
				encoding: 'utf8',
				stdio: ['ignore', 'pipe', 'ignore'],
			});
			const [packed] = JSON.parse(answer) as Array<{ filename: string; integrity: string }>;
			const tarball = readFileSync(join(folder, packed?.filename ?? ''));
			expect(checksumOf(tarball)).toBe(packed?.integrity);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});

	const packed = {
		name: 'n8n-nodes-vambe-asapp',
		version: '1.2.3',
		file: 'n8n-nodes-vambe-asapp-1.2.3.tgz',
		checksum: 'sha512-AAAA',
	};

	it('comes with a list of packages as n8n reads it: name, version and checksum, nothing else', () => {
		expect(JSON.parse(communityPackages(packed))).toEqual([
			{ name: 'n8n-nodes-vambe-asapp', version: '1.2.3', checksum: 'sha512-AAAA' },
		]);
	});

	it('is printed, and in the release notes', () => {
		for (const text of [report(packed, []), releaseNotes(packed)]) {
			expect(text).toContain(packed.file);
			expect(text).toContain(packed.checksum);
			expect(text).toContain(communityPackages(packed));
		}
	});

	it('is printed with what is not safe about the tarball yet', () => {
		expect(report(packed, [])).not.toContain('Not safe');
		expect(report(packed, ['One.', 'Two.'])).toContain('\n\nNot safe yet:\n- One.\n- Two.');
	});
});

describe('what must be set before a first publication', () => {
	const owner = 'https://github.com/n8n-nodes-vambe-asapp/n8n-nodes-vambe-asapp';

	it('is found: author, e-mail, addresses of a repository, date of the release', () => {
		const files = [
			{
				path: 'package.json',
				text: `{\n"author": {\n"name": "x contributors",\n"email": "me@example.com"\n},\n"homepage": "${owner}#readme"\n}`,
			},
			{
				path: 'credentials/A.credentials.ts',
				text: `\n\tdocumentationUrl = '${owner}/blob/main/a';`,
			},
			{ path: 'CHANGELOG.md', text: '# Changelog\n\n## [1.2.3] - unreleased\n' },
		];
		expect(findPlaceholders(files).map(({ path, line }) => `${path}:${line}`)).toEqual([
			'package.json:3',
			'package.json:4',
			'package.json:6',
			'credentials/A.credentials.ts:2',
			'CHANGELOG.md:3',
		]);
	});

	it('is nothing once it is set', () => {
		const files = [
			{
				path: 'package.json',
				text: '{ "name": "n8n-nodes-vambe-asapp",\n"author": { "name": "Someone",\n"email": "someone@their.domain" },\n"homepage": "https://github.com/someone/n8n-nodes-vambe-asapp" }',
			},
			{ path: 'credentials/A.credentials.ts', text: "placeholder: 'e.g. https://a.example.com'" },
			{ path: 'CHANGELOG.md', text: '## [1.2.3] - 2027-01-31\n' },
		];
		expect(findPlaceholders(files)).toEqual([]);
	});

	it('says of the link beside the keys what it is, and counts what is packed', () => {
		const credential = {
			path: 'credentials/A.credentials.ts',
			text: `documentationUrl =\n\t\t'${owner}/blob/main/a';`,
		};
		expect(findPlaceholders([credential])[0]?.wanted).toMatch(/fields where keys are typed/);
		expect(addressProblem([credential, { path: 'README.md', text: owner }])).toMatch(
			/^2 lines .* 1 of them as documentationUrl/,
		);
		expect(addressProblem([{ path: 'README.md', text: 'https://github.com/someone/x' }])).toBe(
			undefined,
		);
	});

	it('knows a version that the changelog says nothing of', () => {
		const changelog = '## [1.2.3] - 2027-01-31\n';
		expect([changelogHas('1.2.3', changelog), changelogHas('1.2.4', changelog)]).toEqual([
			true,
			false,
		]);
	});

	it('makes the command fail as long as there is something', () => {
		const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
		const { stdout, stderr, status } = spawnSync(
			process.execPath,
			[tsx, join(ROOT, 'release/checkPublish.ts')],
			{ encoding: 'utf8' },
		);
		expect(stderr).toBe('');
		const count = Number(/^(\d+) to set/m.exec(stdout)?.[1] ?? 0);
		expect(stdout.match(/^ {4}set: /gm)?.length ?? 0).toBe(count);
		expect(status).toBe(count > 0 ? 1 : 0);
	});
});
