import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';

import { itemsFor, named, NODE_NAMES, nodeOf, representativeOf } from '../cases';
import { useSandbox } from '../engine/sandboxRuns';
import { withoutBackOff } from '../support/withoutBackOff';

/** Answers that the HTTP client cannot make anything of, byte by byte. */
const answer = (status: string, ...headers: string[]): string =>
	[`HTTP/1.1 ${status}`, 'content-type: application/json', ...headers, '', '{"a":1}'].join('\r\n');
const ANSWERS: Record<string, string> = {
	'says gzip and is not': answer('200 OK', 'content-encoding: gzip', 'content-length: 7'),
	'the same with 503': answer('503 Busy', 'content-encoding: gzip', 'content-length: 7'),
	'says Brotli and is not': answer('200 OK', 'content-encoding: br', 'content-length: 7'),
	'has a broken chunk': answer('200 OK', 'transfer-encoding: chunked'),
	'has a header that is none': answer('200 OK', 'content length 7'),
	'is no HTTP': 'hello\r\n\r\n',
};

/** The n8n whose engine these tests run on. */
const N8N_FOLDER = process.env.N8N_FOLDER ?? join(__dirname, '../..');
const { version } = JSON.parse(
	readFileSync(join(N8N_FOLDER, 'node_modules/n8n-core/package.json'), 'utf8'),
) as { version: string };
/** n8n 2.4 says nothing of an answer that cannot be unpacked: its time-out ends it. */
const IS_SILENT = version.startsWith('2.4.');

describe('an answer that cannot be decoded', () => {
	const runs = useSandbox();
	withoutBackOff();
	let server: Server;
	let received = 0;
	let reply = '';

	beforeEach(async () => {
		received = 0;
		server = createServer((socket) => {
			socket.on('error', () => undefined);
			socket.once('data', () => {
				received++;
				socket.end(reply);
			});
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
	});
	afterEach(() => server.close());

	const cases = named(NODE_NAMES.map(representativeOf)).flatMap(([name, operation]) =>
		Object.keys(ANSWERS).map((kind) => [name, kind, operation] as const),
	);
	it.each(cases)('%s: is tried again when it %s, as one that is not JSON', async (...row) => {
		const [, kind, operation] = row;
		reply = ANSWERS[kind] ?? '';
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const { vambeApi, asappApi } = runs.credentials();
		const isHeldUp = IS_SILENT && reply.includes('content-encoding');
		const options = { maxRetries: 2, ...(isHeldUp && { timeout: 400 }) };
		const { items } = await runs.run(nodeOf(operation, options), itemsFor(operation, 1), {
			onError: 'continueRegularOutput',
			credentials: { vambeApi: { ...vambeApi, baseUrl }, asappApi: { ...asappApi, baseUrl } },
		});
		expect(received).toBe(3);
		expect(items[0]?.json).toMatchObject({
			details: { code: isHeldUp ? 'TIMED_OUT' : 'UNREADABLE' },
		});
	});
});
