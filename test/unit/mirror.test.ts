import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Files that need no unit test of their own, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
	'Vambe/VambeTrigger.node': 'run in n8n-core by test/workflow and in the poll tests',
	'Vambe/trigger/readNew': 'no test of its own yet; poll and pollProperty go through it',
	'shared/n8n/plain/plainExpression': 'parameters tests it through what it reads',
	'shared/n8n/plain/plainParameter': 'parameters tests it through what it reads',
	'shared/n8n/plain/plainPath': 'parameters tests it through what it reads',
	'Asapp/fields/organization':
		'no unit test of its own yet; the operations that use it go through it',
	'shared/run/repeats': 'test/workflow/atMostOnce goes through it',
	'shared/run/sendAll': 'no unit test of its own yet; runOperation goes through it',
	'Vambe/fields/optIn': 'a text',
	'Vambe/fields/person': 'declarations; the cases of the operations that use them go through them',
	'Vambe/fields/template': 'a declaration; the cases of the operations that use it go through it',
	'shared/n8n/retryOnFail': 'shared/run/earlierTries tests what is kept in it',
	'shared/send/pace/accounts': 'account tests what is shared through it',
	'shared/n8n/showHint': 'test/workflow/failedItems goes through it',
	'Vambe/resources/ticket/message': 'the case of ticket/open goes through it',
	'credentials/allowedDomains': 'a declaration; the public contract reads it',
	'Vambe/listSearch/contactSearch': 'test/workflow/lists and searchContacts go through it',
	'Vambe/trigger/registration': 'test/workflow/trigger goes through it',
	'Vambe/trigger/seen': 'poll and pollProperty go through it',
	'Vambe/trigger/ties': 'poll and pollProperty go through it',
	'Vambe/trigger/walk': 'poll and pollProperty go through it',
	'shared/send/concurrency': 'types',
	'shared/values/fields': 'operation tests it where answers are passed on',
	'shared/fields/wholeValue': 'test/workflow/wholeValues goes through it, as it is about n8n',
	'shared/fields/uuid': 'locator tests it',
	'Asapp/resources': 'names; test/workflow/publicContract reads them',
	'Vambe/resources': 'names; test/workflow/publicContract reads them',
	'shared/send/pace/pauses': 'account tests what is paused through it',
	'shared/send/decision': 'sender tests what is decided through it',
	'shared/send/inTime': 'sender tests time-outs through it',
	'shared/send/outcome': 'types',
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
	...filesBelow('nodes', '.ts'),
	...filesBelow('credentials', '.ts').map((file) => `credentials/${file}`),
];
/** `nodes/Vambe/resources/contact/get` goes through every suite by its case, `vambe/contact/get`. */
const CASES = filesBelow('test/cases', '.ts');
const hasCase = (file: string): boolean => {
	const [, node = '', operation = ''] = /^(\w+)\/resources\/(.+)$/.exec(file) ?? [];
	return CASES.includes(`${node.toLowerCase()}/${operation}`);
};
const TESTS = filesBelow('test/unit', '.test.ts');

/** Tests of what is not one file of nodes/ or credentials/: some are about several files. */
const OF_OTHERS =
	/^(demo|n8n|types)\/|^mirror$|^shared\/send\/pace\/findingThePace$|^shared\/send\/promises\/|^Vambe\/trigger\/pollProperty$/;

it('every file of the pack has a unit test at the same path, or a reason', () => {
	const untested = SOURCES.filter(
		(file) => !hasCase(file) && !TESTS.includes(file) && !(file in WITHOUT),
	);
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
