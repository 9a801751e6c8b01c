import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { installPack } from '../../n8n/communityNodes';
import { ensureN8n, type N8nInstall } from '../../n8n/install';
import { startN8nProcess } from '../../n8n/n8nProcess';
import { freePorts } from '../../n8n/processes';
import { onShutdown } from '../../n8n/shutdown';
import { limitOf } from '../../release/recorded';
import { defaultN8nVersion } from '../../n8n/versions';
import { probeEnvironment, type Bed } from '../bed';
import { ProbeClient } from '../probeClient';
import { rounded, type BenchCase, type CaseResult, type Effort, type Row } from '../result';
import type { Target } from '../result';
import { median } from '../statistics';

interface Start {
	ms: number;
	/** Resident memory of the n8n process when it is ready (bytes). */
	memory: number;
}

async function startOnce(install: N8nInstall, userFolder: string): Promise<Start> {
	const [port = 0, brokerPort = 0, probePort = 0] = await freePorts(3);
	const startedAt = performance.now();
	const n8n = await startN8nProcess({
		install,
		command: 'start',
		place: { userFolder, port, brokerPort },
		env: probeEnvironment(probePort),
		readyPaths: ['/healthz', '/rest/settings'],
	});
	try {
		const ms = performance.now() - startedAt;
		const probe = new ProbeClient(probePort);
		await probe.ready();
		return { ms, memory: await probe.memory() };
	} finally {
		await n8n.process.stop();
	}
}

interface Side {
	name: 'with' | 'without';
	userFolder: string;
	starts: Start[];
}

/** A user folder of n8n, with its database made by a first start that does not count. */
async function prepareSide(
	name: Side['name'],
	folder: string,
	packTarball: string,
	install: N8nInstall,
): Promise<Side> {
	const userFolder = path.join(folder, name);
	await mkdir(userFolder);
	if (name === 'with') {
		await installPack({ userFolder, packTarball, nodeBinary: install.nodeBinary });
	}
	await startOnce(install, userFolder);
	return { name, userFolder, starts: [] };
}

/** Starts n8n with and without the pack in turns. */
async function measure(tarball: string, repetitions: number, { onProgress }: Effort) {
	const install = await ensureN8n(defaultN8nVersion, { onProgress });
	const folder = await mkdtemp(path.join(os.tmpdir(), 'n8n-bench-'));
	const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
	const forgetShutdown = onShutdown(remove);
	try {
		const without = await prepareSide('without', folder, tarball, install);
		const withPack = await prepareSide('with', folder, tarball, install);
		for (let round = 1; round <= repetitions; round++) {
			const order = round % 2 === 1 ? [without, withPack] : [withPack, without];
			for (const { name, userFolder, starts } of order) {
				const start = await startOnce(install, userFolder);
				starts.push(start);
				onProgress(`  ${round}/${repetitions}  ${name}: ${(start.ms / 1000).toFixed(2)} s`);
			}
		}
		return { without: without.starts, with: withPack.starts };
	} finally {
		forgetShutdown();
		await remove();
	}
}

function row(contestant: string, starts: Start[]): Row {
	return {
		contestant,
		'start, s *': rounded(median(starts.map(({ ms }) => ms / 1000))),
		'memory, MB *': rounded(median(starts.map(({ memory }) => memory / 2 ** 20))),
	};
}

/** How far the medians lie apart, compared with how far runs without the pack lie apart anyway. */
function withinNoise(what: string, without: number[], withPack: number[]): Target {
	const noise = Math.max(...without) - Math.min(...without);
	const measured = Math.max(0, median(withPack) - median(without)) / noise;
	return { what, measured, kind: 'max', limit: 1, unit: '× noise', travels: true };
}

async function compareStarts(
	tarball: string,
	effort: Effort,
): Promise<Pick<CaseResult, 'rows' | 'targets'>> {
	const starts = await measure(tarball, effort.repetitions, effort);
	const sides = (pick: (start: Start) => number): [number[], number[]] => [
		starts.without.map(pick),
		starts.with.map(pick),
	];
	return {
		rows: [row('n8n', starts.without), row('n8n with the pack', starts.with)],
		targets: [
			withinNoise('longer start with the pack', ...sides(({ ms }) => ms)),
			withinNoise('more memory with the pack', ...sides(({ memory }) => memory)),
		],
	};
}

async function run({ packTarball }: Bed, effort: Effort): Promise<CaseResult> {
	// Noise can only be told from several starts, and a start takes seconds.
	const starts =
		effort.repetitions < 3 ? { rows: [], targets: [] } : await compareStarts(packTarball, effort);
	return {
		setting: 'n8n started with and without the pack, in turns',
		rows: starts.rows,
		targets: [
			...starts.targets,
			{
				what: 'size of the package',
				measured: (await stat(packTarball)).size / 1000,
				...{ kind: 'max', limit: limitOf('packedBytes') / 1000, unit: 'KB', travels: true },
			},
		],
	};
}

export const installation: BenchCase = {
	name: 'install',
	title: 'Installing the pack',
	// Enough to tell noise by; every round starts n8n twice.
	mostRepetitions: 3,
	run,
};
