import { existsSync, readdirSync } from 'node:fs';

/**
 * What is mutated, and the tests that judge it. In groups, because a mutant is tried on every test
 * that reaches it, and the shared code is reached by nearly all. What `tests` do not notice is tried on
 * `testsOfTheRest`, which take long and show the rules that only a whole run does.
 */
const room = (name) => `nodes/shared/${name}/*.ts`;
/** Files of resources: operations have a case, `test/cases/vambe/contact/get.ts`; their fields have none. */
const resources = readdirSync('nodes', { recursive: true, encoding: 'utf8' })
	.map((file) => file.replaceAll('\\', '/'))
	.filter((file) => /^\w+\/resources\/.*\.ts$/.test(file));
const hasCase = (file) => {
	const [, node, path] = /^(\w+)\/resources\/(.*)$/.exec(file);
	return existsSync(`test/cases/${node.toLowerCase()}/${path}`);
};
/** Without braces: Stryker takes the list of globs as one text and splits it at every comma. */
const ofService = (service, ...more) => [
	...['fields/**/*.ts', 'service.ts', ...more].map((glob) => `nodes/${service}/${glob}`),
	...resources
		.filter((file) => file.startsWith(service) && !hasCase(file))
		.map((file) => `nodes/${file}`),
];
const tests = (folder, paths) => paths.map((path) => `<rootDir>/test/${folder}/${path}.test.ts`);
const unit = (...paths) => tests('unit', paths);
const workflow = (...paths) => tests('workflow', paths);

export const GROUPS = {
	// Without `findingThePace`: 64 servers and a minute of requests to each would be run again for each mutant.
	sending: {
		mutate: [room('send'), room('send/pace')],
		tests: unit('shared/send/*', 'shared/send/pace/!(findingThePace)'),
		testsOfTheRest: [
			...unit('shared/send/promises/*', 'shared/api/client'),
			...workflow('account', 'lists', 'retries'),
		],
	},
	requests: {
		mutate: [room('api'), room('n8n'), 'credentials/safeBaseUrl.ts'],
		tests: unit('shared/{api,n8n}/*', 'credentials/*'),
		testsOfTheRest: [
			...workflow('atMostOnce', 'failedItems', 'lists', 'metadataModes', 'outcomes'),
			...workflow('stopOnError', 'tenants', 'doneMeansDone'),
		],
	},
	// Judged by n8n's own engine, which this test runs in the same process: what it says is what is right.
	plain: {
		mutate: [room('n8n/plain')],
		tests: workflow('plainExpressions'),
	},
	running: {
		mutate: [room('run')],
		tests: unit('shared/run/*'),
		testsOfTheRest: [
			...workflow('atMostOnce', 'doneMeansDone', 'failedItems', 'lists', 'outcomes', 'references'),
			...workflow('stopOnError', 'tenants'),
		],
	},
	values: {
		mutate: [room('values'), room('fields'), room('metadata')],
		tests: unit('shared/{values,fields,metadata}/*'),
	},
	operation: { mutate: [room('operation')], tests: unit('shared/operation/*') },
	// An operation has no unit test: its case goes through these, with the sandbox in the same process.
	operations: {
		mutate: resources.filter(hasCase).map((file) => `nodes/${file}`),
		tests: [
			...workflow('apiDecisions', 'contacts', 'contractExamples', 'ordering'),
			...unit('Vambe/resources/contact/getMany'),
		],
	},
	asapp: { mutate: ofService('Asapp', 'records/*.ts'), tests: unit('Asapp/**/*') },
	vambe: {
		mutate: ofService('Vambe', 'listSearch/*.ts', 'loadOptions/*.ts'),
		tests: unit('Vambe/!(trigger)/**/*', 'Vambe/*'),
	},
	trigger: { mutate: ['nodes/Vambe/trigger/*.ts'], tests: unit('Vambe/trigger/*') },
};
