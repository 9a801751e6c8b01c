import { inspect } from 'node:util';

import { stringify } from 'flatted';
import { LoggerProxy, type INode } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { itemsFor, OPERATION_CASES, type OperationCase } from '../engine/operationCases';
import { useSandbox, type NodeOutcome } from '../engine/sandboxRuns';
import { startOtherHost, type OtherServer } from './servers';

const MODES: Array<INode['onError']> = [
	'stopWorkflow',
	'continueRegularOutput',
	'continueErrorOutput',
];

const [upsert] = OPERATION_CASES as [OperationCase];

/** Faults whose answer holds whatever text it is given. */
const ECHOES: Record<string, (text: string) => Fault> = {
	'nothing goes wrong': () => ({ status: 429, headers: { 'retry-after': '0' } }),
	'400 in its words': (text) => ({ status: 400, body: { statusCode: 400, message: text } }),
	'400 as a list': (text) => ({ status: 400, body: { message: ['is wrong', text] } }),
	'401 as ASAPP words it': (text) => ({
		status: 401,
		body: { error: { message: text, code: text, requestId: text } },
	}),
	'400 as ASAPP words it': (text) => ({
		status: 400,
		body: { result: { eventId: 'e', error: text } },
	}),
	'500 as a page': (text) => ({ status: 500, contentType: 'text/html', body: `<p>${text}</p>` }),
	'200 as a page': (text) => ({ status: 200, contentType: 'text/html', body: `<p>${text}</p>` }),
	'302 with it in the address': (text) => ({
		status: 302,
		headers: { location: `http://127.0.0.1:9/?key=${text}` },
	}),
	'a reset': () => ({ kind: 'resetBeforeHeaders' }),
	'a close after the work': () => ({ kind: 'closeAfterRead', afterHandling: true }),
	'a reset in the body': (text) => ({ kind: 'resetInBody', body: { message: text.repeat(50) } }),
	'half of a JSON': (text) => ({ kind: 'truncatedJson', body: { message: text, more: text } }),
	'a time-out': () => ({ kind: 'hang' }),
};

describe('the keys', () => {
	const runs = useSandbox();
	const logged: unknown[] = [];
	let otherHost: OtherServer;

	beforeAll(async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		otherHost = await startOtherHost();
		// n8n sets up its own log when the engine is first used.
		await runs.run(upsert.node(), itemsFor(upsert, 1));
		const log = (...line: unknown[]): void => void logged.push(line);
		LoggerProxy.init({ debug: log, info: log, warn: log, error: log });
		for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
			jest.spyOn(console, method).mockImplementation(log);
		}
	});
	beforeEach(() => {
		logged.length = 0;
		otherHost.requests.length = 0;
	});
	afterAll(async () => {
		jest.restoreAllMocks();
		await otherHost.close();
	});

	const keysOf = ({ api }: OperationCase): string[] =>
		api === 'vambe'
			? [runs.sandbox.vambe.apiKey]
			: [runs.sandbox.asapp.apiId, runs.sandbox.asapp.apiSecret];

	/** In everything the run holds or n8n would store, in every property of its error, in the log. */
	function expectNoKey(outcome: NodeOutcome, keys: string[]): void {
		// A log that stays empty would prove nothing.
		expect(logged).not.toEqual([]);
		const show = (value: unknown): string =>
			inspect(value, { depth: Infinity, showHidden: true, maxStringLength: Infinity });
		const { error } = outcome;
		const places = {
			run: show(outcome.run),
			stored: stringify(outcome.run),
			error: show(error && [error.message, error.description, error.stack, error.context]),
			cause: show(error && [error.cause, error.node, error.messages]),
			hints: outcome.hints.join(),
			log: show(logged),
		};
		for (const [place, text] of Object.entries(places)) {
			for (const key of keys) {
				expect(key.length).toBeGreaterThan(20);
				// Compared like this, a failing test does not print the key either.
				expect({ place, holdsKey: text.includes(key) }).toEqual({ place, holdsKey: false });
			}
		}
	}

	describe.each(Object.entries(ECHOES))('%s', (_name, echo) => {
		it.each(OPERATION_CASES.map((operation) => [operation.name, operation] as const))(
			'are nowhere in what is left of %s',
			async (_operation, operation) => {
				const keys = keysOf(operation);
				for (const onError of MODES) {
					runs.sandbox.reset();
					runs.sandbox.failNext({ ...echo(`Your keys are ${keys.join(' and ')}.`), times: 2 });
					const node = operation.node({ maxRetries: 1, timeout: 250 });
					expectNoKey(await runs.run(node, itemsFor(operation, 2), { onError }), keys);
				}
			},
		);
	});

	it('are nowhere in the output when a good answer repeats them', async () => {
		const webchat = OPERATION_CASES[2] as OperationCase;
		const keys = keysOf(webchat);
		runs.sandbox.failNext({ status: 200, body: { success: true, headers: keys } });
		const outcome = await runs.run(webchat.node(), itemsFor(webchat, 1));
		expect(outcome.items).toHaveLength(1);
		expectNoKey(outcome, keys);
	});

	it('are nowhere when there is nobody to take them', async () => {
		const credentials = {
			vambeApi: { ...runs.sandbox.vambe, baseUrl: 'http://127.0.0.1:9' },
		};
		const node = upsert.node({ maxRetries: 0 });
		expectNoKey(await runs.run(node, itemsFor(upsert, 1), { credentials }), keysOf(upsert));
	});

	it.each([
		['a line break', 'secret-secret-secret-secret\nx: y'],
		['a character no header takes', 'secret-secret-secret-secret-\u{1F511}'],
		['quotes', 'secret-secret-"secret"-secret-secret'],
	])('with %s in them are nowhere either', async (_what, apiKey) => {
		const credentials = { vambeApi: { ...runs.sandbox.vambe, apiKey } };
		for (const onError of MODES) {
			const run = runs.run(upsert.node({ maxRetries: 0 }), itemsFor(upsert, 1), {
				onError,
				credentials,
			});
			const outcome = await run;
			expectNoKey(outcome, [apiKey]);
			expect(runs.sandbox.state().traffic.accepted).toBe(0);
		}
	});

	it.each([
		'http://api.vambe.me',
		'http://10.0.0.1',
		'http://localhost.example.com',
		'ftp://localhost',
	])('do not leave for %s', async (baseUrl) => {
		const credentials = { vambeApi: { ...runs.sandbox.vambe, baseUrl } };
		const outcome = await runs.run(upsert.node(), itemsFor(upsert, 1), { credentials });
		expect(outcome.error?.message).toMatch(/^(Item 0: )?Base URL in the credential /);
		expectNoKey(outcome, keysOf(upsert));
	});

	const unusable: Array<[string, (url: URL) => string]> = [
		['a user name', (url) => `http://user:password@${url.host}`],
		['a query', (url) => `${url.origin}?tenant=1`],
		['a fragment', (url) => `${url.origin}#top`],
		['another host in disguise', (url) => `http://${url.host}@example.com`],
	];
	it.each(unusable)('do not leave for a base URL with %s', async (_what, baseUrl) => {
		const credentials = {
			vambeApi: { ...runs.sandbox.vambe, baseUrl: baseUrl(new URL(runs.sandbox.url)) },
		};
		const outcome = await runs.run(upsert.node(), itemsFor(upsert, 1), { credentials });
		expect(outcome.error?.message).toMatch(/^(Item 0: )?Base URL in the credential /);
		expect(runs.sandbox.requests()).toEqual([]);
		expectNoKey(outcome, keysOf(upsert));
	});

	it.each(['', '/', '///', ' '])('leave for a base URL that ends in "%s"', async (end) => {
		const credentials = { vambeApi: { ...runs.sandbox.vambe, baseUrl: runs.sandbox.url + end } };
		await runs.run(upsert.node(), itemsFor(upsert, 1), { credentials });
		expect(runs.onlyRequest()).toMatchObject({
			path: '/api/public/customer/upsert/info',
			accepted: true,
		});
	});

	it('leave for a base URL with a path', async () => {
		const credentials = {
			vambeApi: { ...runs.sandbox.vambe, baseUrl: `${otherHost.url}/gateway/vambe/` },
		};
		await runs.run(upsert.node(), itemsFor(upsert, 1), { credentials });
		expect(otherHost.requests.map(({ url }) => url)).toEqual([
			'/gateway/vambe/api/public/customer/upsert/info',
		]);
	});

	it('of one service never go to the other', async () => {
		const asapp = OPERATION_CASES.find(({ api }) => api === 'asapp') as OperationCase;
		await runs.run(upsert.node(), itemsFor(upsert, 1));
		await runs.run(asapp.node(), itemsFor(asapp, 1));
		const [toVambe, toAsapp] = runs.sandbox.requests().map(({ headers }) => Object.keys(headers));
		expect(toVambe).toContain('x-api-key');
		expect(toVambe).not.toContain('asapp-api-id');
		expect(toVambe).not.toContain('asapp-api-secret');
		expect(toAsapp).toEqual(expect.arrayContaining(['asapp-api-id', 'asapp-api-secret']));
		expect(toAsapp).not.toContain('x-api-key');
	});
});
