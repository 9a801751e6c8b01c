import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import {
	createServer,
	request as forward,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server beside the sandbox, on a free port of 127.0.0.1. */
export interface OtherServer {
	url: string;
	/** What arrived, oldest first. */
	requests: IncomingMessage[];
	close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Another host: takes everything and says yes. */
export const startOtherHost = (): Promise<OtherServer> =>
	listen(createServer(), 'http', (_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
	});

/** A plain HTTP proxy: requests name their whole address, and are passed on as they are. */
export const startProxy = (): Promise<OtherServer> =>
	listen(createServer(), 'http', (request, response) => {
		const onward = forward(
			request.url ?? '',
			{ method: request.method, headers: request.headers },
			(answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			},
		);
		onward.on('error', () => response.writeHead(502).end());
		request.pipe(onward);
	});

/** A server with a certificate that nobody has signed but itself, made at every start. */
export async function startSelfSigned(): Promise<OtherServer> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-vambe-asapp-tls-'));
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	try {
		execFileSync(
			'openssl',
			[
				...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
				...['-nodes', '-days', '1', '-subj', '/CN=127.0.0.1', '-keyout', key, '-out', cert],
			],
			{ stdio: 'ignore' },
		);
		const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
		return await listen(server, 'https', (_request, response) => void response.end('{}'));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function listen(server: Server, scheme: string, handler: Handler): Promise<OtherServer> {
	const requests: IncomingMessage[] = [];
	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		requests.push(request);
		handler(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `${scheme}://127.0.0.1:${port}`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
