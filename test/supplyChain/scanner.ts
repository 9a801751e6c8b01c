import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

export interface Verdict {
	passed: boolean;
	message?: string;
	/** What is wrong, file by file, with the names of the rules. */
	details?: string;
}

/**
 * What n8n's own scanner, the one a verified pack has to pass, says of a folder. Needs no network.
 *
 * @param part `sources` as in the repository, or `built` as in the published tarball
 */
export function scan(part: 'sources' | 'built', folder: string): Verdict {
	// The scanner makes a temporary folder that it does not always remove.
	const temporary = mkdtempSync(join(tmpdir(), 'n8n-nodes-vambe-asapp-scan-'));
	try {
		const answer = execFileSync(process.execPath, [join(__dirname, 'scan.mjs'), part, folder], {
			encoding: 'utf8',
			// One plugin judges differently when NODE_ENV says that it is being tested.
			env: { PATH: process.env.PATH, TMPDIR: temporary },
		});
		return JSON.parse(answer) as Verdict;
	} finally {
		rmSync(temporary, { recursive: true, force: true });
	}
}

/** A copy of what the scanner looks at in the repository, to be spoiled. */
export function copyOfSources(): { folder: string; remove(): void } {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-vambe-asapp-sources-'));
	for (const source of ['nodes', 'credentials', 'package.json']) {
		cpSync(join(ROOT, source), join(folder, source), { recursive: true });
	}
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Unpacks a tarball of `npm pack` below a folder. @returns the folder of the package */
export function unpack(tarball: string, below: string): string {
	const folder = join(below, 'unpacked');
	mkdirSync(folder);
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	return folder;
}
