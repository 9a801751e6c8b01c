/**
 * What is mutated, and the tests that judge it. In groups, because a mutant is tried on every test
 * that reaches it, and the shared code is reached by nearly all.
 */
const shared = (...names) => names.map((name) => `nodes/shared/${name}.ts`);
const unit = (...names) => names.map((name) => `<rootDir>/test/unit/${name}.test.ts`);
const corpus = '<rootDir>/test/hostile/corpus.test.ts';

const sending = ['circuitBreaker', 'clock', 'delivery', 'dispatch', 'pace', 'retryPolicy'];
const requests = ['allowedDomains', 'apiRequest', 'apiService', 'failure', 'networkCode'];
const running = ['constantParameters', 'prepare', 'runOperation', 'runReport', 'sendUnit', 'units'];
const values = ['fieldSchemas', 'jsonValue', 'metadataFields', 'metadataSchema', 'requestOptions'];

export const GROUPS = {
	sending: { mutate: shared(...sending), tests: unit(...sending) },
	requests: {
		mutate: shared(...requests, 'hints', 'invalidValue', 'secrets'),
		tests: unit(...requests, 'delivery', 'sendUnit'),
	},
	running: { mutate: shared(...running), tests: unit(...running) },
	values: {
		mutate: shared(...values, 'operation', 'values'),
		tests: unit(...values, 'operation'),
	},
	operations: {
		mutate: [
			'nodes/*/operations/*.ts',
			...shared('readCollection'),
			...['customFields', 'phoneKey'].map((name) => `nodes/Vambe/${name}.ts`),
			...['answers', 'attributes', 'eventId'].map((name) => `nodes/Asapp/${name}.ts`),
		],
		tests: [...unit('operations', 'asapp.*', 'vambe.*'), corpus],
	},
};
