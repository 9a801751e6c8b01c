import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runNpm } from './npm';

export interface PackInstall {
	/** The folder n8n gets as N8N_USER_FOLDER. */
	userFolder: string;
	/** The pack as `npm pack` made it. */
	packTarball: string;
	nodeBinary: string;
}

/**
 * Installs a community node pack where n8n looks for those it installed itself:
 * `.n8n/nodes/node_modules` of its user folder. The nodes then carry the type names real users
 * have, `<package>.<node>`.
 *
 * @throws when npm cannot install the tarball
 */
export async function installPack({
	userFolder,
	packTarball,
	nodeBinary,
}: PackInstall): Promise<void> {
	const folder = path.join(userFolder, '.n8n', 'nodes');
	await mkdir(folder, { recursive: true });
	// Without it npm walks up and installs into the nearest parent that has one.
	await writeFile(
		path.join(folder, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }),
	);
	await runNpm({
		task: `installing ${path.basename(packTarball)} into n8n`,
		cwd: folder,
		nodeBinary,
		args: ['install', packTarball, '--legacy-peer-deps', '--ignore-scripts', '--prefer-offline'],
	});
}
