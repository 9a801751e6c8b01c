import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packPack } from './packPack';
import { projectFolder } from '../n8n/paths';
import { checksumOf, releaseNotes, report, type Packed } from './packed';

const USAGE = `Usage: npm run pack -- [--notes FILE]

Builds the pack, packs it into the project's folder, and prints the tarball's checksum.

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
	const packed = await describe(tarball);
	console.log(report(packed));
	if (values.notes) await writeFile(values.notes, releaseNotes(packed));
}

async function describe(tarball: string): Promise<Packed> {
	const manifest = await readFile(path.join(projectFolder, 'package.json'), 'utf8');
	const { name, version } = JSON.parse(manifest) as { name: string; version: string };
	return {
		name,
		version,
		file: path.basename(tarball),
		checksum: checksumOf(await readFile(tarball)),
	};
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
