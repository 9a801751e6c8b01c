import { startSandbox } from '../../sandbox';
import { newContact, UPSERT, useSandbox } from './support';

describe('the sandbox', () => {
	const caller = useSandbox();
	const { send } = caller;

	it('records API requests, without keys and without control requests', async () => {
		await send('POST', `${UPSERT}?trace=1`, newContact());
		await send('GET', '/__sandbox/state');
		expect((await send('GET', '/__sandbox/nowhere')).status).toBe(404);
		await send('GET', '/api/public/pipeline', undefined, { 'x-api-key': 'wrong' });
		const requests = caller.sandbox.requests();
		expect(requests).toMatchObject([
			{
				index: 0,
				service: 'vambe',
				operationId: 'upsertCustomer',
				method: 'POST',
				path: UPSERT,
				url: `${UPSERT}?trace=1`,
				body: newContact(),
				rawBody: JSON.stringify(newContact()),
				status: 201,
				accepted: true,
			},
			{ index: 1, operationId: 'listPipelines', status: 401, accepted: false },
		]);
		const { vambe, asapp } = caller.sandbox;
		const text = JSON.stringify(requests);
		expect(text).toContain('"x-api-key":"***"');
		expect(text).not.toContain(vambe.apiKey);
		expect(text).not.toContain(asapp.apiSecret);
	});

	it('keeps only as many requests as asked for, and counts them all', async () => {
		caller.sandbox.configure({ recordRequests: 2 });
		for (let i = 0; i < 9; i++) await send('GET', '/v1/health');
		expect(caller.sandbox.requests().map(({ index }) => index)).toEqual([7, 8]);
		caller.sandbox.configure({ recordRequests: false });
		await send('GET', '/v1/nowhere');
		expect(caller.sandbox.requests()).toEqual([]);
		expect(caller.sandbox.state().traffic).toEqual({
			received: 10,
			accepted: 9,
			byStatus: { 200: 9, 404: 1 },
			longestMs: expect.any(Number) as unknown,
		});
	});

	it('goes back to the start on reset', async () => {
		const contacts = caller.sandbox.state().contacts.map(({ id }) => id);
		caller.sandbox.configure({ latencyMs: 5, healthCheck: 'FAILED' });
		caller.sandbox.failNext({ times: 5, match: { path: 'pipeline' } });
		await send('POST', UPSERT, newContact());
		caller.sandbox.reset();
		expect(caller.sandbox.state().contacts.map(({ id }) => id)).toEqual(contacts);
		expect(caller.sandbox.settings()).toMatchObject({ latencyMs: 0, healthCheck: 'SUCCESS' });
		expect(caller.sandbox.requests()).toEqual([]);
		expect((await send('GET', '/api/public/pipeline')).status).toBe(200);
	});

	it('can be steered over HTTP', async () => {
		const patched = await send('PATCH', '/__sandbox/settings', { healthCheck: 'FAILED' });
		expect(patched.body).toMatchObject({ healthCheck: 'FAILED', latencyMs: 0 });
		expect((await send('POST', '/__sandbox/faults', [{ status: 503 }])).status).toBe(204);
		expect((await send('GET', '/v1/health')).status).toBe(503);
		expect((await send('GET', '/__sandbox/requests')).body).toMatchObject([{ status: 503 }]);
		expect((await send('DELETE', '/__sandbox/requests')).status).toBe(204);
		expect((await send('GET', '/__sandbox/requests')).body).toEqual([]);
		expect((await send('POST', '/__sandbox/reset', {})).status).toBe(204);
		expect((await send('GET', '/v1/health')).body).toEqual({ healthCheck: 'SUCCESS' });
	});

	it.each([
		['PATCH', '/__sandbox/settings', { latency: 5 }],
		['PATCH', '/__sandbox/settings', { latencyMs: -1 }],
		['POST', '/__sandbox/faults', [{ kind: 'explode' }]],
		['POST', '/__sandbox/openai', [{}]],
	])('refuses what it does not know: %s %s %j', async (method, path, body) => {
		expect((await send(method, path, body)).status).toBe(400);
	});

	it('takes the keys it is given and makes its own otherwise', async () => {
		const given = await startSandbox({ apiKey: 'given' });
		const other = await startSandbox();
		await Promise.all([given.close(), other.close()]);
		expect(given.vambe.apiKey).toBe('given');
		expect(other.vambe.apiKey).not.toBe(caller.sandbox.vambe.apiKey);
	});

	it('cuts open connections when it closes', async () => {
		const sandbox = await startSandbox();
		sandbox.failNext({ kind: 'hang' });
		const waiting = fetch(`${sandbox.url}/v1/health`).then(
			() => 'answered',
			() => 'cut',
		);
		while (sandbox.requests().length === 0) await fetch(`${sandbox.url}/__sandbox/settings`);
		await sandbox.close();
		expect(await waiting).toBe('cut');
	});
});
