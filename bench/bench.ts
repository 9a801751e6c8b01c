import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packPack } from '../release/packPack';
import { projectFolder } from '../n8n/paths';
import { makeBed, warmUp } from './bed';
import { CASES } from './cases';
import { drawChart } from './chart';
import { circumstances, formatCase, LEGEND, type FinishedCase } from './report';
import { isMet, type BenchCase, type Effort } from './result';

const USAGE = `Usage: npm run bench -- [--quick] [--case ${CASES.map(({ name }) => name).join('|')}] [--pack FILE]

Measures the nodes beside n8n's own ways to send the same items, in one real n8n.

  --quick  few items, one run each, under two minutes: does it still work?
  --case   one case only; neither writes results.json nor the chart
  --pack   another build of the pack, as \`npm pack\` made it, instead of this one`;

const FULL = { repetitions: 5, scale: 1 };
const QUICK = { repetitions: 1, scale: 0.05 };

// Progress goes to stderr: what stdout gets is the report.
const onProgress = (line: string) => console.error(line);

function chosen(name: string | undefined): readonly BenchCase[] {
	if (name === undefined) return CASES;
	const found = CASES.filter((one) => one.name === name);
	if (found.length === 0) throw new Error(`There is no case "${name}".\n\n${USAGE}`);
	return found;
}

async function runCases(
	cases: readonly BenchCase[],
	effort: Effort,
	packTarball: string,
): Promise<FinishedCase[]> {
	const bed = await makeBed(packTarball, onProgress);
	const finished: FinishedCase[] = [];
	try {
		await warmUp(bed);
		for (const { name, title, mostRepetitions = Infinity, run } of cases) {
			onProgress(title);
			const repetitions = Math.min(effort.repetitions, mostRepetitions);
			const result = { case: { name, title }, ...(await run(bed, { ...effort, repetitions })) };
			console.log(formatCase(result));
			finished.push(result);
		}
	} finally {
		await bed.stop();
	}
	return finished;
}

async function save(cases: FinishedCase[]): Promise<void> {
	const results = { circumstances: circumstances(false), cases };
	const images = path.join(projectFolder, 'docs', 'images');
	await writeFile(
		path.join(projectFolder, 'bench', 'results.json'),
		`${JSON.stringify(results, null, 2)}\n`,
	);
	await mkdir(images, { recursive: true });
	await writeFile(path.join(images, 'bench.svg'), drawChart(cases));
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			case: { type: 'string' },
			pack: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const effort = { ...(values.quick ? QUICK : FULL), onProgress };
	const cases = chosen(values.case);
	const packTarball = values.pack ? path.resolve(values.pack) : await packPack(onProgress);
	const finished = await runCases(cases, effort, packTarball);
	console.log(LEGEND);
	console.log(JSON.stringify(circumstances(values.quick)));
	// A quick or partial run must not replace the numbers of a full one.
	if (!values.quick && !values.case && !values.pack) await save(finished);
	const targets = finished.flatMap((one) => one.targets);
	console.log(`${targets.filter(isMet).length} of ${targets.length} targets met`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
