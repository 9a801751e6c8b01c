/**
 * What is mutated, and the tests that judge it. In groups, because a mutant is tried on every test
 * that reaches it, and the shared code is reached by nearly all.
 */
const room = (name) => `nodes/shared/${name}/*.ts`;
/** Without braces: Stryker takes the list of globs as one text and splits it at every comma. */
const ofService = (service, ...more) =>
	['resources/**/*.ts', 'fields/**/*.ts', 'service.ts', ...more].map(
		(glob) => `nodes/${service}/${glob}`,
	);
const unit = (...paths) => paths.map((path) => `<rootDir>/test/unit/${path}.test.ts`);

export const GROUPS = {
	// Without `findingThePace`: 64 servers and a minute of requests to each would be run again for each mutant.
	sending: {
		mutate: [room('send'), room('send/pace')],
		tests: unit('shared/send/*', 'shared/send/pace/!(findingThePace)'),
	},
	requests: {
		mutate: [room('api'), room('n8n'), 'credentials/safeBaseUrl.ts'],
		tests: unit('shared/{api,n8n}/*', 'credentials/*'),
	},
	// Judged by n8n's own engine, which this test runs in the same process: what it says is what is right.
	plain: {
		mutate: [room('n8n/plain')],
		tests: ['<rootDir>/test/workflow/plainExpressions.test.ts'],
	},
	running: { mutate: [room('run')], tests: unit('shared/run/*') },
	values: {
		mutate: [room('values'), room('fields'), room('metadata')],
		tests: unit('shared/{values,fields,metadata}/*'),
	},
	operation: { mutate: [room('operation')], tests: unit('shared/operation/*') },
	asapp: { mutate: ofService('Asapp', 'records/*.ts'), tests: unit('Asapp/**/*') },
	vambe: {
		mutate: ofService('Vambe', 'listSearch/*.ts'),
		tests: unit('Vambe/!(trigger)/**/*', 'Vambe/*'),
	},
	trigger: { mutate: ['nodes/Vambe/trigger/*.ts'], tests: unit('Vambe/trigger/*') },
};
