import { request } from 'node:http';
import type { Fault } from '../../sandbox';
import { customerRecord, newContact, SINGLE, UPSERT, useSandbox } from './support';

interface Outcome {
	status?: number;
	text: string;
	/** Code of the error the connection ended with. */
	error?: string;
}

describe('faults', () => {
	const caller = useSandbox();
	const { send } = caller;

	/** A plain HTTP client that tells how far an answer came. */
	function post(path: string, body: unknown, signal?: AbortSignal): Promise<Outcome> {
		const { url, vambe, asapp } = caller.sandbox;
		return new Promise((resolve) => {
			const outcome: Outcome = { text: '' };
			const fail = (error: NodeJS.ErrnoException) => resolve({ ...outcome, error: error.code });
			const headers = {
				'content-type': 'application/json',
				'x-api-key': vambe.apiKey,
				'asapp-api-id': asapp.apiId,
				'asapp-api-secret': asapp.apiSecret,
			};
			const sent = request(url + path, { method: 'POST', headers, agent: false, signal });
			sent.on('error', fail).on('response', (response) => {
				outcome.status = response.statusCode;
				response.setEncoding('utf8').on('error', fail);
				response.on('data', (chunk: string) => (outcome.text += chunk));
				response.on('end', () => resolve(outcome));
			});
			sent.end(JSON.stringify(body));
		});
	}

	const fail = (...faults: Fault[]) => caller.sandbox.failNext(...faults);
	const storedCount = () => caller.sandbox.state().asappRecords.length;

	it.each([
		['resetBeforeHeaders', { error: 'ECONNRESET', text: '' }],
		['closeAfterRead', { error: 'ECONNRESET', text: '' }],
		['resetInBody', { error: 'ECONNRESET', status: 200, text: '{"half":"' }],
		['truncatedJson', { status: 200, text: '{"half":"' }],
		['trickle', { status: 200, text: '{"half":"whole"}' }],
		['answer', { status: 500, text: '{"half":"whole"}' }],
	] as const)('%s looks like that to a client and does no work', async (kind, expected) => {
		fail({ kind, body: { half: 'whole' }, byteIntervalMs: 1 });
		const outcome = await post(SINGLE, customerRecord());
		expect(outcome).toMatchObject({ ...expected, text: expect.any(String) as unknown });
		expect(outcome.text.slice(0, 8)).toBe(expected.text.slice(0, 8));
		expect(outcome.text === '{"half":"whole"}').toBe(expected.text === '{"half":"whole"}');
		expect(storedCount()).toBe(0);
		expect(caller.sandbox.requests()).toMatchObject([
			{ fault: kind, accepted: false, status: outcome.status ?? null },
		]);
		expect(await post(SINGLE, customerRecord())).toMatchObject({ status: 200 });
	});

	it('hang leaves the client waiting until it gives up', async () => {
		fail({ kind: 'hang' });
		const patience = new AbortController();
		const outcome = post(SINGLE, customerRecord(), patience.signal);
		// A request that comes and is answered later shows that the first got no answer.
		while (caller.sandbox.requests().length === 0) await send('GET', '/__sandbox/settings');
		expect((await post(SINGLE, customerRecord())).status).toBe(200);
		patience.abort();
		expect(await outcome).toEqual({ error: 'ABORT_ERR', text: '' });
	});

	it.each(['resetBeforeHeaders', 'resetInBody', 'closeAfterRead', 'answer'] as const)(
		'%s can come after the work was done',
		async (kind) => {
			fail({ kind, afterHandling: true });
			await post(SINGLE, customerRecord({ eventId: 'e-1' }));
			expect(storedCount()).toBe(1);
			expect(caller.sandbox.requests()).toMatchObject([{ accepted: true }]);
			expect((await post(SINGLE, customerRecord({ eventId: 'e-1' }))).status).toBe(409);
		},
	);

	it.each([undefined, 'trickle', 'resetInBody'] as const)(
		'a client that leaves early does not keep the work from being done (%s)',
		async (kind) => {
			caller.sandbox.configure({ latencyMs: 20 });
			if (kind) fail({ kind, afterHandling: true, byteIntervalMs: 1 });
			const patience = new AbortController();
			const outcome = post(SINGLE, customerRecord(), patience.signal);
			// In the turn in which it arrives: a request in between may outlast the latency.
			while (caller.sandbox.requests().length === 0) await new Promise(setImmediate);
			patience.abort();
			expect((await outcome).error).toBe('ABORT_ERR');
			while (storedCount() === 0) await send('GET', '/__sandbox/settings');
			expect(caller.sandbox.requests()).toMatchObject([{ accepted: true }]);
		},
	);

	it('answers with the given status, headers and body, or in the words of the service', async () => {
		fail(
			{ status: 503, headers: { 'retry-after': '2' }, body: '<html>', contentType: 'text/html' },
			{ status: 429 },
			{ status: 429 },
		);
		const { url } = caller.sandbox;
		const page = await fetch(url + SINGLE, { method: 'POST' });
		expect([
			page.status,
			page.headers.get('retry-after'),
			page.headers.get('content-type'),
		]).toEqual([503, '2', 'text/html']);
		expect(await page.text()).toBe('<html>');
		expect((await send('POST', SINGLE, {})).body).toMatchObject({ error: { code: '429-01' } });
		expect((await send('POST', UPSERT, {})).body).toEqual({
			statusCode: 429,
			message: 'Too Many Requests',
		});
	});

	it('hits only what it matches, as often as it says', async () => {
		fail({
			times: 2,
			status: 502,
			match: { method: 'post', path: '/upsert/info', bodyContains: '4444' },
		});
		const statuses = [
			(await send('POST', SINGLE, customerRecord())).status,
			(await send('POST', UPSERT, newContact({ contact_phone_number: '+1' }))).status,
			(await send('POST', UPSERT, newContact())).status,
			(await send('POST', UPSERT, newContact())).status,
			(await send('POST', UPSERT, newContact())).status,
		];
		expect(statuses).toEqual([200, 201, 502, 502, 201]);
	});

	it('fails the same random share at every run', async () => {
		const run = async (share: number) => {
			caller.sandbox.reset();
			caller.sandbox.configure({ randomFailures: [{ share, status: 503, seed: 11 }] });
			const statuses: number[] = [];
			for (let i = 0; i < 200; i++) statuses.push((await send('GET', '/v1/health')).status);
			return statuses;
		};
		const first = await run(0.2);
		const failed = first.filter((status) => status === 503).length;
		expect(failed).toBeGreaterThan(20);
		expect(failed).toBeLessThan(60);
		expect(await run(0.2)).toEqual(first);
		expect(new Set(await run(0))).toEqual(new Set([200]));
		expect(new Set(await run(1))).toEqual(new Set([503]));
	});

	it('refuses a fault that is not well-formed', () => {
		expect(() => fail({ times: 0 })).toThrow();
	});

	it('matches texts only: a regular expression can hang whoever runs it', async () => {
		for (const path of ['^/(a+)+$', '/api/.*/info', 'a|b', '\\.']) {
			expect(() => fail({ match: { path } })).toThrow(/not a regular expression/);
		}
		fail({ status: 503, match: { path: '/(a+)+' } });
		expect((await send('GET', `/${'a'.repeat(50)}!`)).status).toBe(404);
		expect((await send('GET', '/(a+)+?x=1')).status).toBe(503);
	});
});
