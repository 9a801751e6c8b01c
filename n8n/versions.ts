import path from 'node:path';

/** The n8n versions the demo and the end-to-end tests know how to install. */
export const n8nVersions = ['2.41.1', '2.4.8'] as const;

export type N8nVersion = (typeof n8nVersions)[number];

/** Where one version is enough: the demo, the bench, queue mode. The Compose file names it, too. */
export const defaultN8nVersion: N8nVersion = '2.41.1';

interface VersionFacts {
	/** Node majors it runs on, both ends included. */
	nodeMajors: { from: number; to: number };
	/** Modules of this n8n that call a host on the internet and have no other switch. */
	onlineModules: string;
}

const facts: Record<N8nVersion, VersionFacts> = {
	'2.41.1': { nodeMajors: { from: 24, to: 24 }, onlineModules: 'mcp-registry' },
	'2.4.8': { nodeMajors: { from: 20, to: 24 }, onlineModules: '' },
};

/**
 * Reads a version given on a command line.
 *
 * @throws when it is not one of {@link n8nVersions}
 */
export function parseN8nVersion(text: string): N8nVersion {
	const version = n8nVersions.find((known) => known === text);
	if (!version) throw new Error(`Unknown n8n version "${text}". Known: ${n8nVersions.join(', ')}`);
	return version;
}

/** Whether an n8n version runs on the Node of the given version ("20.20.2"). */
export function runsOnNode(version: N8nVersion, nodeVersion: string): boolean {
	const major = Number.parseInt(nodeVersion, 10);
	const { from, to } = facts[version].nodeMajors;
	return major >= from && major <= to;
}

/**
 * Value of n8n's N8N_DISABLED_MODULES that keeps it off the internet. Differs by version because
 * n8n refuses to start on a module name it does not know.
 */
export function onlineModules(version: N8nVersion): string {
	return facts[version].onlineModules;
}

/** Folder with the package.json and lock file that describe one installation. */
export function recipeFolder(name: N8nVersion | 'node-24'): string {
	return path.join(__dirname, 'versions', name);
}
