import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const ROOT = path.join(__dirname, '../..');

describe('Dependabot', () => {
	interface Update {
		'package-ecosystem': string;
		directory?: string;
		directories?: string[];
		cooldown?: { 'default-days': number };
	}
	const { updates } = parse(readFileSync(path.join(ROOT, '.github/dependabot.yml'), 'utf8')) as {
		updates: Update[];
	};
	const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n');

	/** What Dependabot keeps, and the files that tell it. */
	const KEPT = {
		npm: /(^|\/)package-lock\.json$/,
		docker: /(^|\/)Dockerfile$/,
		'docker-compose': /(^|\/)docker-compose\.yml$/,
		'github-actions': /^\.github\/workflows\//,
	};

	/** Whether an entry's folder is this one; a `*` at its end stands for one name. */
	function covers(entry: string, folder: string): boolean {
		return entry.endsWith('/*')
			? path.posix.dirname(folder) === entry.slice(0, -2)
			: entry === folder;
	}

	it.each(Object.entries(KEPT))('keeps everything of %s that is here', (ecosystem, pattern) => {
		const folders = tracked
			.filter((file) => pattern.test(file))
			.map((file) => (ecosystem === 'github-actions' ? '/' : path.posix.join('/', file, '..')));
		const patterns = updates
			.filter((update) => update['package-ecosystem'] === ecosystem)
			.flatMap(({ directory, directories = [] }) => [
				...directories,
				...(directory ? [directory] : []),
			]);
		expect(folders.length).toBeGreaterThan(0);
		expect(folders.filter((folder) => !patterns.some((one) => covers(one, folder)))).toEqual([]);
		// No entry for a folder that moved.
		expect(patterns.filter((one) => !folders.some((folder) => covers(one, folder)))).toEqual([]);
	});

	it('waits before it proposes what was published a moment ago', () => {
		for (const { cooldown } of updates)
			expect(cooldown?.['default-days']).toBeGreaterThanOrEqual(7);
	});
});
