import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { GROUPS } from './groups.mjs';

/** Runs Stryker on each group, or on those named, and prints what came of it, file by file. */
const CAUGHT = new Set(['Killed', 'Timeout']);
const COUNTED = new Set([...CAUGHT, 'Survived', 'NoCoverage']);

const names = process.argv.slice(2);
const chosen = names.length > 0 ? names : Object.keys(GROUPS);
const files = chosen.flatMap(mutateGroup);

for (const { file, mutants } of files) {
	for (const { status, location, mutatorName, replacement } of mutants) {
		if (!COUNTED.has(status) || CAUGHT.has(status)) continue;
		const { line, column } = location.start;
		const change = replacement.replace(/\s+/g, ' ').slice(0, 80);
		console.log(`${status} ${file}:${line}:${column} ${mutatorName}: ${change}`);
	}
}
console.log('');
for (const { file, mutants } of files) console.log(scoreLine(file, mutants));
const all = files.flatMap(({ mutants }) => mutants);
console.log(scoreLine('all', all));

function mutateGroup(name) {
	const { mutate, tests } = GROUPS[name];
	const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', mutate.join(',')], {
		// As in CI: the same random cases for every change, and all of them.
		env: { ...process.env, CI: 'true', TEST_FULL: '1', MUTATION_TESTS: JSON.stringify(tests) },
		stdio: 'inherit',
	});
	if (status !== 0) throw new Error(`Stryker failed on the group "${name}"`);
	const report = JSON.parse(readFileSync('reports/mutation/mutation.json', 'utf8'));
	return Object.entries(report.files).map(([file, { mutants }]) => ({ file, mutants }));
}

function scoreLine(file, mutants) {
	const count = (wanted) => mutants.filter(({ status }) => wanted.has(status)).length;
	const [counted, caught] = [count(COUNTED), count(CAUGHT)];
	const score = counted === 0 ? '-' : `${((100 * caught) / counted).toFixed(1)} %`;
	return `${file.padEnd(52)} ${String(counted).padStart(5)} ${String(caught).padStart(5)} ${score}`;
}
