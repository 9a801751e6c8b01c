import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '../..');
const SOURCES = [
	...['nodes', 'credentials', 'package.json', 'gulpfile.js'],
	...['tsconfig.json', 'tsconfig.build.json'],
];

/** A copy of the pack, built. */
export interface BuiltPack {
	folder: string;
	/** Paths of the built files below `dist`, with slashes. */
	files: string[];
	remove(): void;
}

/** Builds a copy of the pack with its own gulpfile, so that nobody's `dist` is disturbed. */
export function buildPack(): BuiltPack {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-vambe-asapp-build-'));
	for (const source of SOURCES) {
		cpSync(join(ROOT, source), join(folder, source), { recursive: true });
	}
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
	execFileSync(process.execPath, [join(ROOT, 'node_modules/gulp/bin/gulp.js'), 'build'], {
		cwd: folder,
		stdio: 'pipe',
	});
	const dist = join(folder, 'dist');
	const files = readdirSync(dist, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(dist, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
	return { folder, files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
