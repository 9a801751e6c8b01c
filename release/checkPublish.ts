import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../n8n/paths';
import { changelogHas, findPlaceholders, type ProjectFile } from './placeholders';

/** What ships, and the pages that readers are sent to. */
const LOOKED_AT = [
	...['package.json', 'README.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE'],
	...['nodes', 'credentials', 'docs', 'examples'],
];

const READABLE = /\.(ts|json|md|ya?ml)$|LICENSE$/;

/** All files below one entry of {@link LOOKED_AT}. */
function filesOf(entry: string): ProjectFile[] {
	const full = path.join(projectFolder, entry);
	const names = READABLE.test(entry)
		? [entry]
		: readdirSync(full, { recursive: true, encoding: 'utf8' })
				.map((name) => path.posix.join(entry, name.replaceAll('\\', '/')))
				.filter((name) => READABLE.test(name))
				.sort();
	return names.map((name) => ({
		path: name,
		text: readFileSync(path.join(projectFolder, name), 'utf8'),
	}));
}

function main(): void {
	const files = LOOKED_AT.flatMap(filesOf);
	const textOf = (name: string) => files.find((file) => file.path === name)?.text ?? '';
	const { version } = JSON.parse(textOf('package.json')) as { version: string };
	const todo = findPlaceholders(files).map(
		({ path: file, line, found, wanted }) => `${file}:${line}  ${found}\n    set: ${wanted}`,
	);
	if (!changelogHas(version, textOf('CHANGELOG.md'))) {
		todo.push(`CHANGELOG.md  no heading for version ${version}\n    set: what is in it`);
	}
	for (const line of todo) console.log(line);
	const count = todo.length;
	console.log(count > 0 ? `\n${count} to set before this can be published` : 'Ready to publish');
	if (count > 0) process.exitCode = 1;
}

main();
