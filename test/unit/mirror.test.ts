import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Files that need no unit test of their own, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
	'Asapp/keys': 'a list of fields; shared/api/keys tests what is done with it',
	'Vambe/keys': 'a list of fields; shared/api/keys tests what is done with it',
	'Vambe/VambeTrigger.node': 'run in n8n-core by test/workflow and in the poll tests',
	'Vambe/trigger/contact': 'no test of its own yet; poll goes through it',
	'Vambe/trigger/readNew': 'no test of its own yet; poll and pollProperty go through it',
	'Vambe/trigger/sample': 'no test of its own yet; test/workflow goes through it',
	'shared/n8n/plain/plainExpression': 'parameters tests it through what it reads',
	'shared/n8n/plain/plainParameter': 'parameters tests it through what it reads',
	'shared/n8n/plain/plainTerm': 'parameters tests it through what it reads',
	'Asapp/fields/organization':
		'no unit test of its own yet; the operations that use it go through it',
	'shared/run/sendAll': 'no unit test of its own yet; runOperation goes through it',
	'Asapp/resources/agent/addMetadata':
		'its case goes through the suites of test/workflow; no unit test of its own yet',
	'Asapp/resources/conversation/addMetadata':
		'its case goes through the suites of test/workflow; no unit test of its own yet',
	'shared/send/pace/accounts': 'account tests what is shared through it',
	'shared/send/pace/pauses': 'account tests what is paused through it',
	'shared/send/decision': 'sender tests what is decided through it',
	'shared/send/outcome': 'types',
	'shared/metadata/entries': 'a type',
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

/** Tests of what is not one file of nodes/ or credentials/: some are about several files. */
const OF_OTHERS =
	/^(demo|types)\/|^mirror$|^shared\/send\/pace\/findingThePace$|^shared\/send\/promises\/|^Vambe\/trigger\/pollProperty$/;

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
