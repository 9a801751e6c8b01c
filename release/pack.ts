import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../n8n/paths';
import { projectFiles, SHIPPED } from './files';
import { packPack } from './packPack';
import { checksumOf, releaseNotes, report, type Packed } from './packed';
import { nameProblem, ownerOfName, type Manifest } from './packageName';
import { addressProblem } from './placeholders';

const USAGE = `Usage: npm run pack -- [--notes FILE]

Builds the pack, packs it into the project's folder, and prints the tarball's checksum and what is not
safe about it yet.

  --notes  also write the part of the release notes that holds the checksum`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { notes: { type: 'string' }, help: { type: 'boolean', default: false } },
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const tarball = await packPack((line) => console.error(line), projectFolder);
	const manifest = JSON.parse(
		await readFile(path.join(projectFolder, 'package.json'), 'utf8'),
	) as Manifest;
	const packed: Packed = {
		name: manifest.name,
		version: manifest.version,
		file: path.basename(tarball),
		checksum: checksumOf(await readFile(tarball)),
	};
	console.log(report(packed, await unsafeAbout(manifest)));
	if (values.notes) await writeFile(values.notes, releaseNotes(packed));
}

async function unsafeAbout(manifest: Manifest): Promise<string[]> {
	const problems = [
		nameProblem(manifest.name, await ownerOfName(manifest)),
		addressProblem(projectFiles(SHIPPED)),
	];
	return problems.filter((problem) => problem !== undefined);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
