import { startSandboxProcess, type RemoteSandbox } from '../../sandbox/client';

describe('a sandbox in a process of its own', () => {
	let sandbox: RemoteSandbox;
	beforeAll(async () => {
		sandbox = await startSandboxProcess({ latencyMs: 1 });
	});
	afterAll(() => sandbox.close());

	const health = () =>
		fetch(`${sandbox.url}/v1/health`, {
			headers: {
				'asapp-api-id': sandbox.asapp.apiId,
				'asapp-api-secret': sandbox.asapp.apiSecret,
			},
		});

	it('has the same methods', async () => {
		await sandbox.configure({ healthCheck: 'FAILED' });
		await sandbox.failNext({ status: 503 });
		expect((await health()).status).toBe(503);
		expect(await (await health()).json()).toEqual({ healthCheck: 'FAILED' });
		expect(await sandbox.requests()).toMatchObject([{ status: 503 }, { status: 200 }]);
		await sandbox.clearRequests();
		const [id] = await sandbox.putContacts([{ name: 'Maria', created_at: '2030-01-01T00:00:00Z' }]);
		expect((await sandbox.state()).contacts.at(-1)).toMatchObject({ id, name: 'Maria' });
		await sandbox.clearContacts();
		expect((await sandbox.state()).contacts).toEqual([]);
		await sandbox.scriptOpenAi([{ text: 'Hello' }]);
		expect(await sandbox.openAiRequests()).toEqual([]);
		expect((await sandbox.state()).traffic.received).toBe(0);
		await sandbox.reset();
		expect(await sandbox.settings()).toMatchObject({ healthCheck: 'SUCCESS', latencyMs: 1 });
	});

	it('says what is wrong', async () => {
		await expect(sandbox.configure({ latencyMs: -1 })).rejects.toThrow(/400/);
	});

	it('is gone after close', async () => {
		await sandbox.close();
		await expect(health()).rejects.toThrow();
	});
});
