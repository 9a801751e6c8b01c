import { AROUND, projectFiles, SHIPPED } from './files';
import { nameProblem, ownerOfName, type Manifest } from './packageName';
import { changelogHas, findPlaceholders } from './placeholders';

async function main(): Promise<void> {
	const files = projectFiles([...SHIPPED, ...AROUND]);
	const textOf = (name: string) => files.find((file) => file.path === name)?.text ?? '';
	const manifest = JSON.parse(textOf('package.json')) as Manifest;
	const todo = findPlaceholders(files).map(
		({ path: file, line, found, wanted }) => `${file}:${line}  ${found}\n    set: ${wanted}`,
	);
	if (!changelogHas(manifest.version, textOf('CHANGELOG.md'))) {
		todo.push(`CHANGELOG.md  no heading for version ${manifest.version}\n    set: what is in it`);
	}
	const problem = nameProblem(manifest.name, await ownerOfName(manifest));
	if (problem) todo.push(`npm  ${manifest.name}\n    set: ${problem}`);
	for (const line of todo) console.log(line);
	const count = todo.length;
	console.log(count > 0 ? `\n${count} to set before this can be published` : 'Ready to publish');
	if (count > 0) process.exitCode = 1;
}

void main();
