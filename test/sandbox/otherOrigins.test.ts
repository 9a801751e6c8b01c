import { request } from 'node:http';
import { useSandbox } from './support';

interface Sent {
	method: string;
	path: string;
	headers: Record<string, string>;
	body?: string;
}

describe('the sandbox and the pages of a browser on the same machine', () => {
	const caller = useSandbox();

	/** Not by `fetch`, which sets Host itself. */
	function statusOf({ method, path, headers, body }: Sent): Promise<number | undefined> {
		const { port } = new URL(caller.sandbox.url);
		return new Promise((resolve, reject) => {
			request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
				answer.resume().once('end', () => resolve(answer.statusCode));
			})
				.once('error', reject)
				.end(body);
		});
	}

	const PATHS = ['/__sandbox/requests', '/__sandbox/nowhere', '/v1/health', '/nowhere', '/%'];

	it.each(PATHS)('refuses a host name that was made to point here: %s', async (path) => {
		for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80']) {
			expect(await statusOf({ method: 'GET', path, headers: { host } })).toBe(403);
		}
		expect(caller.sandbox.requests()).toEqual([]);
	});

	it.each(PATHS)('refuses requests that name the page they come from: %s', async (path) => {
		const { url } = caller.sandbox;
		for (const origin of ['https://evil.example', 'null', url]) {
			expect(await statusOf({ method: 'POST', path, headers: { origin } })).toBe(403);
		}
		expect(caller.sandbox.requests()).toEqual([]);
	});

	it('refuses what a page embeds, and lets a person look', async () => {
		const statusFrom = (site: string) =>
			statusOf({ method: 'GET', path: '/__sandbox/state', headers: { 'sec-fetch-site': site } });
		for (const site of ['cross-site', 'same-site', 'same-origin']) {
			expect(await statusFrom(site)).toBe(403);
		}
		expect(await statusFrom('none')).toBe(200);
	});

	it('lets programs on this machine pass, by either name', async () => {
		const { port } = new URL(caller.sandbox.url);
		for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'LocalHost']) {
			const asked = { method: 'GET', path: '/__sandbox/requests', headers: { host } };
			expect(await statusOf(asked)).toBe(200);
		}
	});

	it('takes as JSON only what a page may not send without being asked', async () => {
		const fault = { method: 'POST', path: '/__sandbox/faults', body: '{"status":503}' };
		for (const type of ['text/plain;json', 'text/plain; charset=json', 'text/json']) {
			expect(await statusOf({ ...fault, headers: { 'content-type': type } })).toBe(400);
		}
		expect(await statusOf({ ...fault, headers: { 'content-type': '' } })).toBe(415);
		for (const type of ['application/json', 'Application/JSON; charset=utf-8']) {
			expect(await statusOf({ ...fault, headers: { 'content-type': type } })).toBe(204);
		}
	});
});
