import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Files that need no unit test of their own, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
	'Asapp/hosts': 'two addresses; service and safeBaseUrl test what they are for',
	'Asapp/operations': 'a list; test/workflow/completeness goes through it',
	'Vambe/operations': 'a list; test/workflow/completeness goes through it',
	'credentials/AsappApi.credentials': 'a declaration; test/workflow/publicContract reads it',
	'credentials/VambeApi.credentials': 'a declaration; test/workflow/publicContract reads it',
	'shared/api/hints': 'a table of texts; failure tests what is chosen from it',
};

/** What a file is called in these tests: its path below nodes/, or with credentials/ before it. */
function filesBelow(folder: string, suffix: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => file.endsWith(suffix))
		.map((file) => file.slice(0, -suffix.length));
}

const SOURCES = [
	...filesBelow('nodes', '.ts').filter((file) => !file.endsWith('/resource')),
	...filesBelow('credentials', '.ts').map((file) => `credentials/${file}`),
];
const TESTS = filesBelow('test/unit', '.test.ts');

/** Tests of what is not one file of nodes/ or credentials/: `findingThePace` is about a whole sender. */
const OF_OTHERS = /^(demo|types)\/|^mirror$|^shared\/send\/findingThePace$/;

it('every file of the pack has a unit test at the same path, or a reason', () => {
	const untested = SOURCES.filter((file) => !TESTS.includes(file) && !(file in WITHOUT));
	expect(untested).toEqual([]);
});

it('every unit test is at the path of a file', () => {
	const homeless = TESTS.filter((file) => !SOURCES.includes(file) && !OF_OTHERS.test(file));
	expect(homeless).toEqual([]);
});

it('no reason is given for a file that has a test, or that is gone', () => {
	const needless = Object.keys(WITHOUT).filter(
		(file) => TESTS.includes(file) || !SOURCES.includes(file),
	);
	expect(needless).toEqual([]);
});
