import { inspect } from 'node:util';

import { stringify } from 'flatted';
import type { INode } from 'n8n-workflow';

import { forgetAccounts } from '../../nodes/shared/send/pace/accounts';
import type { Fault } from '../../sandbox';
import { itemsFor, named, NODE_NAMES, nodeOf, OPERATION_CASES, representativeOf } from '../cases';
import type { CredentialData } from '../engine/credentials';
import { useSandbox, type NodeOutcome } from '../engine/sandboxRuns';
import { pairs } from '../support/full';
import { withoutBackOff } from '../support/withoutBackOff';
import { logTo } from './logTo';
import { startOtherHost, type OtherServer } from './servers';

const MODES: Array<INode['onError']> = [
	'stopWorkflow',
	'continueRegularOutput',
	'continueErrorOutput',
];

/** For what is about the connection: one operation of each service. */
const representatives = named(NODE_NAMES.map(representativeOf));
const everyWith = <T>(values: readonly T[]) =>
	representatives.flatMap(([name, operation]) =>
		values.map((value) => [name, value, operation] as const),
	);
const vambe = representativeOf('vambe');
const asapp = representativeOf('asapp');

/** Faults whose answer holds whatever text it is given. */
const ECHOES: Record<string, (text: string) => Fault> = {
	'nothing goes wrong': () => ({ status: 503, headers: { 'retry-after': '0' } }),
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
	withoutBackOff();
	const logged: unknown[] = [];
	let otherHost: OtherServer;

	beforeAll(async () => {
		otherHost = await startOtherHost();
		// n8n sets up its own log when the engine is first used.
		await runs.run(nodeOf(vambe), itemsFor(vambe, 1));
		const log = (...line: unknown[]): void => void logged.push(line);
		logTo(log);
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
		logTo();
		await otherHost.close();
	});

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

	// The two services word their errors differently.
	const echoes = NODE_NAMES.flatMap((node) =>
		pairs(
			Object.entries(ECHOES),
			OPERATION_CASES.filter((one) => one.node === node),
		).map(([[name, echo], operation]) => [name, operation.name, echo, operation] as const),
	);
	it.each(echoes)(
		'%s: are nowhere in what is left of %s',
		async (_name, _operation, echo, operation) => {
			const keys = runs.keysOf(operation.node);
			for (const onError of MODES) {
				runs.sandbox.reset();
				forgetAccounts();
				runs.sandbox.failNext({ ...echo(`Your keys are ${keys.join(' and ')}.`), times: 2 });
				const node = nodeOf(operation, { maxRetries: 1, timeout: 250 });
				expectNoKey(await runs.run(node, itemsFor(operation, 2), { onError }), keys);
			}
		},
	);

	it.each(named())(
		'are nowhere in the output when a good answer of %s repeats them',
		async (_name, operation) => {
			const keys = runs.keysOf(operation.node);
			const { answer } = operation;
			const body = Array.isArray(answer)
				? [...(answer as unknown[]), { key: 'headers', value: keys }]
				: { ...(answer as object), headers: keys };
			runs.sandbox.failNext({ status: 200, body });
			const outcome = await runs.run(nodeOf(operation), itemsFor(operation, 1));
			expect(outcome.error).toBeUndefined();
			expect(outcome.items.length).toBeGreaterThan(0);
			expectNoKey(outcome, keys);
		},
	);

	/** The credentials of the sandbox, with these changes to both. */
	const changed = (changes: Record<string, string>): CredentialData => {
		const { vambeApi, asappApi } = runs.credentials();
		return { vambeApi: { ...vambeApi, ...changes }, asappApi: { ...asappApi, ...changes } };
	};

	it.each(representatives)('are nowhere when nobody is there: %s', async (_name, operation) => {
		const credentials = changed({ baseUrl: 'http://127.0.0.1:9' });
		const node = nodeOf(operation, { maxRetries: 0 });
		const outcome = await runs.run(node, itemsFor(operation, 1), { credentials });
		expectNoKey(outcome, runs.keysOf(operation.node));
	});

	const strange = everyWith([
		['a line break', 'secret-secret-secret-secret\nx: y'],
		['a character no header takes', 'secret-secret-secret-secret-\u{1F511}'],
		['quotes', 'secret-secret-"secret"-secret-secret'],
	]);
	it.each(strange)('%s: with %j in them are nowhere either', async (_name, [, key], operation) => {
		const credentials = changed({ apiKey: key ?? '', apiSecret: key ?? '' });
		for (const onError of MODES) {
			const run = runs.run(nodeOf(operation, { maxRetries: 0 }), itemsFor(operation, 1), {
				onError,
				credentials,
			});
			const outcome = await run;
			expectNoKey(outcome, [key ?? '']);
			expect(runs.sandbox.state().traffic.accepted).toBe(0);
		}
	});

	const unsafe = everyWith([
		'http://api.vambe.me',
		'http://10.0.0.1',
		'http://localhost.example.com',
		'ftp://localhost',
	]);
	it.each(unsafe)('of %s do not leave for %s', async (_name, baseUrl, operation) => {
		const credentials = changed({ baseUrl });
		const outcome = await runs.run(nodeOf(operation), itemsFor(operation, 1), { credentials });
		expect(outcome.error?.message).toMatch(
			/^(Item 0 \(row 1 of \d+\): )?Base URL in the credential /,
		);
		expectNoKey(outcome, runs.keysOf(operation.node));
	});

	const unusable: Array<[string, (url: URL) => string]> = [
		['a user name', (url) => `http://user:password@${url.host}`],
		['a query', (url) => `${url.origin}?tenant=1`],
		['a fragment', (url) => `${url.origin}#top`],
		['another host in disguise', (url) => `http://${url.host}@example.com`],
	];
	it.each(everyWith(unusable))(
		'of %s do not leave for %j',
		async (_name, [, baseUrl], operation) => {
			const credentials = changed({ baseUrl: baseUrl(new URL(runs.sandbox.url)) });
			const outcome = await runs.run(nodeOf(operation), itemsFor(operation, 1), { credentials });
			expect(outcome.error?.message).toMatch(
				/^(Item 0 \(row 1 of \d+\): )?Base URL in the credential /,
			);
			expect(runs.sandbox.requests()).toEqual([]);
			expectNoKey(outcome, runs.keysOf(operation.node));
		},
	);

	const ends = everyWith(['', '/', '///', ' ']);
	it.each(ends)('of %s leave for a base URL that ends in "%s"', async (_name, end, operation) => {
		const credentials = changed({ baseUrl: runs.sandbox.url + end });
		await runs.run(nodeOf(operation), itemsFor(operation, 1), { credentials });
		expect(runs.onlyRequest()).toMatchObject({ path: operation.request.route, accepted: true });
	});

	it.each(representatives)('of %s leave for a base URL with a path', async (_name, operation) => {
		const credentials = changed({ baseUrl: `${otherHost.url}/gateway/` });
		await runs.run(nodeOf(operation, { maxRetries: 0 }), itemsFor(operation, 1), {
			credentials,
			onError: 'continueRegularOutput',
		});
		expect(otherHost.requests.map(({ url }) => url)).toEqual([
			`/gateway${operation.request.route}`,
		]);
	});

	it('of one service never go to the other', async () => {
		await runs.run(nodeOf(vambe), itemsFor(vambe, 1));
		await runs.run(nodeOf(asapp), itemsFor(asapp, 1));
		const [toVambe, toAsapp] = runs.sandbox.requests().map(({ headers }) => Object.keys(headers));
		expect(toVambe).toContain('x-api-key');
		expect(toVambe).not.toContain('asapp-api-id');
		expect(toVambe).not.toContain('asapp-api-secret');
		expect(toAsapp).toEqual(expect.arrayContaining(['asapp-api-id', 'asapp-api-secret']));
		expect(toAsapp).not.toContain('x-api-key');
	});
});
