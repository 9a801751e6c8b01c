import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { runNpm, type OnProgress } from '../n8n/npm';
import { cacheFolder, projectFolder } from '../n8n/paths';

/**
 * Builds this pack and packs it as it would be published.
 *
 * @param destination folder for the tarball; by default one in the cache folder
 * @returns path of the tarball
 * @throws when the build fails
 */
export async function packPack(
	onProgress?: OnProgress,
	destination = path.join(cacheFolder, 'pack'),
): Promise<string> {
	await mkdir(destination, { recursive: true });
	const npm = { cwd: projectFolder, nodeBinary: process.execPath, onProgress };
	await runNpm({ ...npm, task: 'building the pack', args: ['run', 'build'] });
	await runNpm({
		...npm,
		task: 'packing the pack',
		args: ['pack', `--pack-destination=${destination}`],
	});
	const manifest = await readFile(path.join(projectFolder, 'package.json'), 'utf8');
	const { name, version } = JSON.parse(manifest) as { name: string; version: string };
	return path.join(destination, `${name}-${version}.tgz`);
}
