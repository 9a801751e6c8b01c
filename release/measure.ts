import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../n8n/paths';

/** What the pack costs who installs, starts or changes it. */
export interface Measured {
	/** The tarball. */
	packedBytes: number;
	/** What is in it. */
	unpackedBytes: number;
	files: number;
	/** Time to load and describe all nodes and credentials, as a share of that of n8n-workflow, which n8n loads anyway. */
	loadTimeOfEngine: number;
	/** Types that the compiler makes of generic ones, which is what makes checking slow. */
	typeInstantiations: number;
	/** Time of the compiler to check the pack, as a share of what it takes to read it. */
	checkTimeOfParse: number;
}

/** Processes that load the pack; the median counts. */
const LOADS = 7;

function run(command: string, args: string[]): string {
	return execFileSync(command, args, {
		cwd: projectFolder,
		encoding: 'utf8',
		maxBuffer: 2 ** 26,
		stdio: ['ignore', 'pipe', 'ignore'],
	});
}

/** @throws when the pack is not built */
export function measureSize(): Pick<Measured, 'packedBytes' | 'unpackedBytes' | 'files'> {
	const [packed] = JSON.parse(
		run('npm', ['pack', '--json', '--ignore-scripts', '--dry-run']),
	) as Array<{ size: number; unpackedSize: number; files: Array<{ path: string }> }>;
	if (!packed?.files.some((file) => file.path.startsWith('dist/nodes/'))) {
		throw new Error('The pack is not built: npm run build');
	}
	return {
		packedBytes: packed.size,
		unpackedBytes: packed.unpackedSize,
		files: packed.files.length,
	};
}

/** Runs in a process of its own, as n8n starts; prints the share. */
const LOAD = `
const started = performance.now();
require('n8n-workflow');
const engine = performance.now();
for (const file of process.argv.slice(1)) {
	for (const Type of Object.values(require(file))) if (typeof Type === 'function') new Type().description;
}
console.log((performance.now() - engine) / (engine - started));
`;

export function measureLoading(): Pick<Measured, 'loadTimeOfEngine'> {
	const { n8n } = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const files = [...n8n.nodes, ...n8n.credentials].map((file) => path.join(projectFolder, file));
	const shares = Array.from({ length: LOADS }, () =>
		Number(run(process.execPath, ['-e', LOAD, ...files])),
	).sort((a, b) => a - b);
	return { loadTimeOfEngine: rounded(shares[Math.floor(LOADS / 2)] ?? NaN) };
}

export function measureTypes(): Pick<Measured, 'typeInstantiations' | 'checkTimeOfParse'> {
	const tsc = require.resolve('typescript/bin/tsc');
	const options = ['-p', 'tsconfig.build.json', '--noEmit', '--extendedDiagnostics'];
	const report = run(process.execPath, [tsc, ...options]);
	const value = (name: string): number =>
		Number(new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(report)?.[1]);
	return {
		typeInstantiations: value('Instantiations'),
		checkTimeOfParse: rounded(value('Check time') / value('Parse time')),
	};
}

function rounded(share: number): number {
	return Math.round(share * 100) / 100;
}
