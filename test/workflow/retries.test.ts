import { startSandbox, type Fault } from '../../sandbox';
import {
	EACH_KIND,
	itemsFor,
	matchOf,
	mayRepeat,
	named,
	NODE_NAMES,
	nodeOf,
	representativeOf,
	SERVICES,
	OPERATION_CASES,
	outputsOf,
	type OperationCase,
} from '../cases';
import { useSandbox } from '../engine/sandboxRuns';
import { pairs } from '../support/full';
import { withoutBackOff } from '../support/withoutBackOff';

const representatives = named(NODE_NAMES.map(representativeOf));
const REPEATED = EACH_KIND.filter(mayRepeat);
const eachKind = named(REPEATED);
/** An operation of each kind with each of these; test/fault tries faults with every operation. */
const eachWith = <T>(values: readonly T[]): Array<[string, T, OperationCase]> =>
	REPEATED.flatMap((one) =>
		values.map((value): [string, T, OperationCase] => [one.name, value, one]),
	);
const service = ({ node }: OperationCase): string => SERVICES[node].displayName;

/** The message about an answer; ASAPP's come with a code and a request ID. */
const answered = (operation: OperationCase, answer: string): RegExp =>
	new RegExp(
		`^Item 0 \\(row 1 of 1\\): ${service(operation)} answered ${answer}( \\(code \\S+, request ID \\S+\\))?$`,
	);
const AT_ONCE = { 'retry-after': '0' };

describe('a failure that may pass', () => {
	const runs = useSandbox();
	withoutBackOff();
	const statuses = () => runs.sandbox.requests().map(({ status }) => status);

	it.each(named(OPERATION_CASES.filter(mayRepeat)))(
		'%s: is sent again as it was',
		async (_name, operation) => {
			runs.sandbox.failNext({ status: 503, headers: AT_ONCE });
			const { error } = await runs.run(nodeOf(operation), itemsFor(operation, 1));
			expect(error).toBeUndefined();
			expect(statuses()).toEqual([503, operation.request.status]);
			const [first, second] = runs.bodies();
			expect(second).toEqual(first);
		},
	);

	it.each(eachWith([408, 429, 500, 502, 504]))(
		'%s: %d is tried again',
		async (_name, status, operation) => {
			runs.sandbox.failNext({ status, headers: AT_ONCE });
			const { error } = await runs.run(nodeOf(operation), itemsFor(operation, 1));
			expect(error).toBeUndefined();
			expect(statuses()).toEqual([status, operation.request.status]);
		},
	);

	const once = OPERATION_CASES.filter((one) => !mayRepeat(one)).flatMap((one) =>
		[429, 503].map((status) => [one.name, status, one] as const),
	);
	it.each(once)('D23: %s: %d is never tried again', async (_name, status, operation) => {
		runs.sandbox.failNext({ status, headers: AT_ONCE, afterHandling: true });
		const { error } = await runs.run(nodeOf(operation), itemsFor(operation, 1));
		expect(error?.message).toContain(`answered ${status}`);
		expect(error?.message).toMatch(/; it may have been carried out all the same$/);
		expect(statuses()).toEqual([status]);
	});

	const cut: Fault[] = [
		{ kind: 'resetBeforeHeaders' },
		{ kind: 'closeAfterRead' },
		{ kind: 'resetInBody', body: { id: 'x'.repeat(100) } },
		{ kind: 'truncatedJson', body: { id: 'x'.repeat(100) } },
	];
	it.each(eachWith(cut))('%s: %j is tried again', async (_name, fault, operation) => {
		runs.sandbox.failNext(fault);
		const { error, items } = await runs.run(nodeOf(operation), itemsFor(operation, 1));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toMatchObject(outputsOf(operation, operation.id(0)));
		expect(runs.sandbox.requests()).toHaveLength(2);
	});

	it.each(eachKind)(
		'%s: a server that is down is tried again, and then named',
		async (_name, operation) => {
			const gone = await startSandbox();
			const credentials = {
				vambeApi: { ...gone.vambe },
				asappApi: { ...gone.asapp, environment: 'custom' },
			};
			await gone.close();
			const { items, hints } = await runs.run(
				nodeOf(operation, { maxRetries: 1 }),
				itemsFor(operation, 1),
				{
					onError: 'continueRegularOutput',
					credentials,
				},
			);
			expect(items[0]?.json).toMatchObject({
				error: `Item 0: ${service(operation)} could not be reached: the connection was refused`,
				details: { code: 'ECONNREFUSED' },
			});
			expect(hints).toEqual([
				`0 of 1 done, 1 failed (first: Item 0 (row 1 of 1): ${service(operation)} could not be reached: the connection was refused) · 1 retried`,
			]);
		},
	);

	it.each(eachWith([0, 2]))(
		'%s: is given up after %d retries',
		async (_name, maxRetries, operation) => {
			runs.sandbox.failNext({ status: 503, headers: AT_ONCE, times: 20 });
			const { error } = await runs.run(nodeOf(operation, { maxRetries }), itemsFor(operation, 1));
			expect(error?.message).toMatch(answered(operation, '503: Service Unavailable'));
			expect(statuses()).toEqual(new Array(maxRetries + 1).fill(503));
		},
	);

	it.each(eachKind)('%s: is told above the output when it passed', async (_name, operation) => {
		runs.sandbox.failNext({ status: 503, headers: AT_ONCE, times: 2 });
		const { hints } = await runs.run(nodeOf(operation, { concurrency: 1 }), itemsFor(operation, 3));
		expect(hints).toEqual(['3 of 3 done, 2 retried']);
	});
});

describe('a refusal', () => {
	const runs = useSandbox();

	it.each(eachWith([400, 401, 403, 404, 405, 413, 422]))(
		'%s: %d is never tried again',
		async (_name, status, operation) => {
			runs.sandbox.failNext({ status, headers: AT_ONCE });
			const { error } = await runs.run(nodeOf(operation), itemsFor(operation, 1));
			expect(error?.httpCode).toBe(String(status));
			expect(runs.sandbox.requests()).toHaveLength(1);
		},
	);

	it.each(eachWith([301, 302, 307, 308]))(
		'%s: a redirect (%d) is not followed',
		async (_name, status, operation) => {
			const location = `${runs.sandbox.url}/elsewhere`;
			runs.sandbox.failNext({ status, headers: { location } });
			const { error } = await runs.run(nodeOf(operation), itemsFor(operation, 1));
			expect(error?.message).toContain(`answered ${status}: a redirect, which is not followed`);
			expect(runs.sandbox.requests()).toHaveLength(1);
		},
	);

	it.each(eachKind)('%s: of the key ends the run after ten items', async (_name, operation) => {
		const credentials = runs.credentials();
		const { items } = await runs.run(
			nodeOf(operation, { concurrency: 1 }),
			itemsFor(operation, 30),
			{
				onError: 'continueRegularOutput',
				credentials: {
					vambeApi: { ...credentials.vambeApi, apiKey: 'revoked' },
					asappApi: { ...credentials.asappApi, apiSecret: 'revoked' },
				},
			},
		);
		expect(runs.sandbox.requests()).toHaveLength(10);
		expect(items).toHaveLength(30);
		expect(items[29]?.json).toMatchObject({
			error: expect.stringContaining('not sent, because 10 requests in a row failed') as unknown,
			details: { code: 'GIVEN_UP' },
		});
	});
});

describe('D15: Retry-After pauses the whole run', () => {
	const runs = useSandbox();

	/** Sends requests of our own and returns the indexes at which they arrived. */
	async function markers(count: number): Promise<number[]> {
		const indexes: number[] = [];
		const headers = { 'x-api-key': runs.sandbox.vambe.apiKey };
		for (let sent = 0; sent < count; sent++) {
			indexes.push(runs.sandbox.requests().length);
			await fetch(`${runs.sandbox.url}/api/public/pipeline`, { headers });
		}
		return indexes;
	}

	const until = async (condition: () => boolean): Promise<void> => {
		while (!condition()) await new Promise(setImmediate);
	};

	const forms: Array<[string, () => string]> = [
		['seconds', () => '1'],
		['a date', () => new Date(Date.now() + 2000).toUTCString()],
	];
	const given = pairs(forms, representatives).map(
		([[form, retryAfter], [name, operation]]) => [name, form, retryAfter, operation] as const,
	);

	it.each(given)('%s: given as %s', async (_name, _form, retryAfter, operation) => {
		runs.sandbox.failNext({
			status: 429,
			match: matchOf(operation, 0),
			headers: { 'retry-after': retryAfter() },
		});
		const run = runs.run(nodeOf(operation, { concurrency: 2 }), itemsFor(operation, 10));
		await until(() => {
			const requests = runs.sandbox.requests();
			return requests.some(({ status }) => status === 429);
		});
		// What was under way may arrive before the pause is known.
		await markers(3);
		const before = runs.sandbox.requests().length;
		const seen = await markers(10);
		expect(seen).toEqual(Array.from({ length: 10 }, (_, index) => before + index));

		const { error, items } = await run;
		expect(error).toBeUndefined();
		expect(items).toHaveLength(10);
		const own = runs.sandbox.requests().filter(({ path }) => path === operation.request.route);
		expect(own.map(({ status }) => status).sort()).toEqual([
			...new Array<number>(10).fill(operation.request.status),
			429,
		]);
	});

	it.each(eachKind)('%s: beyond two minutes ends the item instead', async (_name, operation) => {
		runs.sandbox.failNext({ status: 429, headers: { 'retry-after': '121' } });
		const { error } = await runs.run(nodeOf(operation), itemsFor(operation, 1));
		expect(error?.message).toMatch(answered(operation, '429: Too Many Requests'));
		expect(error?.description).toContain('Requests per Second');
		expect(runs.sandbox.requests()).toHaveLength(1);
	});
});
