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
	for (const { status, location, mutatorName, replacement } of mutants.filter(isMissed)) {
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
	const { mutate, tests, testsOfTheRest } = GROUPS[name];
	const report = runStryker(name, mutate, tests);
	const rest = report.flatMap(({ file, mutants }) =>
		mutants.filter(isMissed).map(({ location }) => `${file}:${rangeOf(location)}`),
	);
	if (!testsOfTheRest || rest.length === 0) return report;
	const caught = new Set(
		runStryker(name, [...new Set(rest)], testsOfTheRest).flatMap(({ file, mutants }) =>
			mutants.filter(({ status }) => CAUGHT.has(status)).map((mutant) => idOf(file, mutant)),
		),
	);
	return report.map(({ file, mutants }) => ({
		file,
		mutants: mutants.map((mutant) =>
			isMissed(mutant) && caught.has(idOf(file, mutant)) ? { ...mutant, status: 'Killed' } : mutant,
		),
	}));
}

function runStryker(name, mutate, tests) {
	const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', mutate.join(',')], {
		// As in CI: the same random cases for every change, and all of them.
		env: { ...process.env, CI: 'true', TEST_FULL: '1', MUTATION_TESTS: JSON.stringify(tests) },
		stdio: 'inherit',
	});
	if (status !== 0) throw new Error(`Stryker failed on the group "${name}"`);
	const report = JSON.parse(readFileSync('reports/mutation/mutation.json', 'utf8'));
	return Object.entries(report.files).map(([file, { mutants }]) => ({ file, mutants }));
}

function isMissed({ status }) {
	return COUNTED.has(status) && !CAUGHT.has(status);
}

/** As Stryker takes it: its report counts columns from 1, its option from 0. */
function rangeOf({ start, end }) {
	return `${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

function idOf(file, { location, mutatorName, replacement }) {
	return JSON.stringify([file, location, mutatorName, replacement]);
}

function scoreLine(file, mutants) {
	const count = (wanted) => mutants.filter(({ status }) => wanted.has(status)).length;
	const [counted, caught] = [count(COUNTED), count(CAUGHT)];
	const score = counted === 0 ? '-' : `${((100 * caught) / counted).toFixed(1)} %`;
	return `${file.padEnd(52)} ${String(counted).padStart(5)} ${String(caught).padStart(5)} ${score}`;
}
