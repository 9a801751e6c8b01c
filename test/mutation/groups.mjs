/**
 * What is mutated, and the tests that judge it. In groups, because a mutant is tried on every test
 * that reaches it, and the shared code is reached by nearly all.
 */
const room = (name) => `nodes/shared/${name}/*.ts`;
const unit = (...paths) => paths.map((path) => `<rootDir>/test/unit/${path}.test.ts`);
const corpus = '<rootDir>/test/hostile/corpus.test.ts';

export const GROUPS = {
	sending: { mutate: [room('send')], tests: unit('shared/send/*') },
	requests: {
		mutate: [room('api'), room('n8n')],
		tests: unit('shared/{api,n8n}/*', 'shared/send/delivery', 'shared/run/sendUnit'),
	},
	running: { mutate: [room('run')], tests: unit('shared/run/*') },
	values: {
		mutate: [room('fields'), room('values'), room('operation')],
		tests: unit('shared/{fields,values,operation}/*'),
	},
	operations: {
		mutate: ['nodes/{Vambe,Asapp}/{resources,fields}/**/*.ts'],
		tests: [...unit('operations', '{Asapp,Vambe}/**/*'), corpus],
	},
};
