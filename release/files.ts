import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../n8n/paths';
import type { ProjectFile } from './placeholders';

/** What the tarball is made of. */
export const SHIPPED: readonly string[] = [
	...['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE'],
	...['nodes', 'credentials'],
];

/** What the readers of {@link SHIPPED} are sent to. */
export const AROUND: readonly string[] = ['SECURITY.md', 'docs', 'examples'];

const READABLE = /\.(ts|json|md|ya?ml)$|LICENSE$/;

/**
 * The text of files of the project, folders with everything below them.
 *
 * @param entries files and folders, relative to the project's folder
 */
export function projectFiles(entries: readonly string[]): ProjectFile[] {
	return entries.flatMap(namesOf).map((name) => ({
		path: name,
		text: readFileSync(path.join(projectFolder, name), 'utf8'),
	}));
}

function namesOf(entry: string): string[] {
	if (READABLE.test(entry)) return [entry];
	return readdirSync(path.join(projectFolder, entry), { recursive: true, encoding: 'utf8' })
		.map((name) => path.posix.join(entry, name.replaceAll('\\', '/')))
		.filter((name) => READABLE.test(name))
		.sort();
}
