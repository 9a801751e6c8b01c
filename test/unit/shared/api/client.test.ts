import { NodeOperationError, type ILoadOptionsFunctions } from 'n8n-workflow';

import { Client, openClient } from '../../../../nodes/shared/api/client';
import type { Failure } from '../../../../nodes/shared/values/failure';
import { fakeClient, networkError, scriptedContext, service } from '../../../support/fakeClient';
import { VirtualClock } from '../../../support/virtualClock';

const get = { method: 'GET' as const, path: '/things' };
const patience = { timeoutMs: 1000, maxRetries: 1, idempotent: true };

describe('a client', () => {
	it('hands on what was accepted', async () => {
		const clock = new VirtualClock();
		const { client } = await fakeClient(clock, [{ body: { id: 1 } }]);
		expect(client.baseUrl).toBe('https://api.example.com');
		const reply = await clock.run(client.send(get, patience));
		expect(reply).toEqual({
			...{ outcome: 'accepted', body: { id: 1 } },
			...{ attempts: 1, mayHaveArrived: false },
		});
	});

	it('says in words why a request failed, and keeps status and answer', async () => {
		const clock = new VirtualClock();
		const { client } = await fakeClient(clock, [{ status: 400, body: { message: 'sk-secret?' } }]);
		const reply = await clock.run(client.send(get, patience));
		expect(reply).toMatchObject({
			outcome: 'failed',
			statusCode: 400,
			body: { message: '[hidden]?' },
			failure: { message: 'Test API answered 400: [hidden]?' },
			attempts: 1,
		});
	});

	it('tries again what may pass, and counts that', async () => {
		const clock = new VirtualClock();
		const { client } = await fakeClient(clock, [{ error: networkError('ECONNRESET') }]);
		const reply = await clock.run(client.send(get, patience));
		expect(reply).toMatchObject({ outcome: 'failed', attempts: 2 });
		expect(client.retries).toBe(1);
	});

	it.each([
		[{ status: 500 }, true],
		[{ status: 429 }, true],
		[{ error: networkError('ECONNRESET') }, true],
		[{ error: networkError('ECONNREFUSED') }, false],
		[{ error: networkError('CERT_HAS_EXPIRED') }, false],
		[{ status: 400 }, false],
	])('after %j says of what must not arrive twice whether it may have: %s', async (reply, may) => {
		const clock = new VirtualClock();
		const { client } = await fakeClient(clock, [reply]);
		const once = { ...patience, idempotent: false };
		const words = may ? 'it may have been carried out all the same' : 'It was not carried out.';
		const ended = await clock.run(client.send(get, once));
		expect(ended).toMatchObject({ outcome: 'failed', mayHaveHappened: may });
		const { message, hint } = (ended as { failure: Failure }).failure;
		expect(`${message} ${hint}`).toContain(words);
		// What may arrive twice is simply run again.
		expect(await clock.run(client.send(get, patience))).not.toHaveProperty('mayHaveHappened');
	});

	it('remembers of what was given up that an earlier attempt may have arrived', async () => {
		const clock = new VirtualClock();
		let sent = 0;
		const { client } = await fakeClient(clock, ({ options: { url } }) =>
			url.endsWith('/one') && sent++ > 0
				? { error: networkError('ECONNREFUSED') }
				: { status: 503 },
		);
		const post = { method: 'POST' as const, path: '/one' };
		const one = client.send(post, { ...patience, maxRetries: 3 });
		// By now it was tried again, and waits for its third attempt.
		await clock.advance(200);
		for (let failed = 0; failed < 10; failed++) {
			await clock.run(client.send(get, { ...patience, maxRetries: 0 }));
		}
		const { failure } = (await clock.run(one)) as { failure: Failure };
		expect(failure.message).toContain('sent 2 times without success');
		expect(failure.message).toContain('the connection was refused');
		expect(failure.hint).toContain('This one may have been carried out');
	});

	it('never says of reading that it may have been carried out, nor of what was not sent', async () => {
		const clock = new VirtualClock();
		const { client } = await fakeClient(clock, () => ({ status: 503 }));
		const waiting = client.send({ ...get, path: '/one' }, { ...patience, maxRetries: 3 });
		await clock.advance(200);
		const post = { method: 'POST' as const, path: '/two' };
		for (let failed = 0; failed < 10; failed++) {
			await clock.run(client.send(post, { ...patience, maxRetries: 0 }));
		}
		for (const reply of [waiting, client.send(post, patience)]) {
			const { failure } = (await clock.run(reply)) as { failure: Failure };
			expect(failure.hint).not.toContain('may have been carried out');
		}
	});

	it('knows the failures of answers that are no use', async () => {
		const { client } = await fakeClient(new VirtualClock(), [{}]);
		expect(client.unexpected('list').message).toBe(
			'Test API answered with something other than a list',
		);
		expect(client.unmatched({ a: 1 }).details).toMatchObject({ response: '{"a":1}' });
		expect([client.perSecond, client.pauseMs]).toEqual([Infinity, 0]);
	});

	it('sends nothing once it was stopped', async () => {
		const clock = new VirtualClock();
		const { client, seen } = await fakeClient(clock, [{}]);
		client.stop();
		expect(client.stopped).toBe(true);
		const reply = await clock.run(client.send(get, patience));
		expect(reply).toEqual({ outcome: 'stopped', attempts: 0, mayHaveArrived: false });
		expect(seen).toEqual([]);
	});

	it('shares the pause of its account, and does not sit out one that is too long', async () => {
		const clock = new VirtualClock();
		const { context, seen } = scriptedContext(clock, (_seen, position) =>
			position === 0 ? { status: 429, headers: { 'retry-after': '30' } } : { body: [] },
		);
		await fakeClient(clock, []);
		const [run, list] = [
			await Client.open(context, service, { clock }),
			await Client.open(context, service, { clock }),
		];
		const sending = run.send(get, patience);
		const listing = clock
			.sleep(1000, new AbortController().signal)
			.then(async () => await list.send(get, { ...patience, totalMs: 5000 }));
		const [sent, listed] = await clock.run(Promise.all([sending, listing]));
		expect(sent).toMatchObject({ outcome: 'accepted', attempts: 2 });
		expect(listed).toMatchObject({
			outcome: 'failed',
			failure: { message: 'Test API asked to wait 29 s before the next request' },
			attempts: 0,
		});
		expect(seen.map(({ at }) => at)).toEqual([0, 30_000]);
		expect(run.pausedMs).toBe(30_000);
	});
});

describe('a credential that cannot be used', () => {
	const broken = new Error('Credential with ID "7" does not exist');

	it('is a value that cannot be sent', async () => {
		const { context } = scriptedContext(new VirtualClock(), [], broken);
		await expect(Client.open(context, service)).rejects.toMatchObject({ field: 'Credential' });
	});

	it('is an error of n8n for what fails as a whole', async () => {
		const { context } = scriptedContext(new VirtualClock(), [], broken);
		const error = await openClient(context as unknown as ILoadOptionsFunctions, service).catch(
			(one: unknown) => one,
		);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as Error).message).toContain('The credential for Test API cannot be used');
	});
});

it('takes what a service says no to in an accepted answer for something that may have happened', async () => {
	const clock = new VirtualClock();
	const { context } = scriptedContext(clock, [{ body: { success: false } }]);
	const refusing = { ...service, refusal: () => ({ message: 'no' }) };
	const client = await Client.open(context, refusing, { clock });
	const once = await clock.run(client.send(get, { ...patience, idempotent: false }));
	expect(once).toMatchObject({ outcome: 'failed', mayHaveHappened: true });
	const again = await clock.run(client.send(get, patience));
	expect(again).not.toHaveProperty('mayHaveHappened');
});
