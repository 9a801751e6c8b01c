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
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

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

/** A proxy, with all that it could read. */
export interface Proxy extends OtherServer {
	/** Bytes that went through its tunnels, in both directions. */
	tunnelled: Buffer[];
}

/** An HTTP proxy: plain requests are passed on as they are, `CONNECT` opens a tunnel. */
export async function startProxy(): Promise<Proxy> {
	const tunnelled: Buffer[] = [];
	// A tunnel is no HTTP connection any more, so the server does not close it by itself.
	const sides = new Set<Duplex>();
	const server = createServer();
	const proxy = await listen(server, 'http', (request, response) =>
		passOn(request, response, request.url ?? ''),
	);
	server.on('connect', (request: IncomingMessage, client: Duplex) => {
		proxy.requests.push(request);
		const [host, port] = (request.url ?? '').split(':');
		const target = connect(Number(port), host, () => {
			client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			client.on('data', (bytes: Buffer) => tunnelled.push(bytes)).pipe(target);
			target.on('data', (bytes) => tunnelled.push(bytes)).pipe(client);
		});
		for (const side of [client, target]) {
			sides.add(side);
			// Either side may hang up on a certificate it does not like.
			side.on('error', () => undefined);
			side.on('close', () => [client, target].forEach((each) => each.destroy()));
		}
	});
	const close = async (): Promise<void> => {
		for (const side of sides) side.destroy();
		await proxy.close();
	};
	return { ...proxy, tunnelled, close };
}

/** A server nobody vouches for. */
export interface SelfSigned extends OtherServer {
	/** Its certificate (PEM). */
	cert: string;
}

function passOn(request: IncomingMessage, response: ServerResponse, address: string): void {
	const { method, headers } = request;
	const onward = forward(address, { method, headers }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	});
	onward.on('error', () => response.writeHead(502).end());
	request.pipe(onward);
}

/**
 * A server with a certificate that nobody has signed but itself, made at every start.
 *
 * @param target origin that gets the requests of whoever accepts the certificate.
 */
export async function startSelfSigned(target: string): Promise<SelfSigned> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-vambe-asapp-tls-'));
	const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	try {
		execFileSync(
			'openssl',
			[
				...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
				...['-nodes', '-days', '1', '-subj', '/CN=127.0.0.1', '-keyout', keyFile, '-out', certFile],
				...['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'],
			],
			{ stdio: 'ignore' },
		);
		const cert = readFileSync(certFile, 'utf8');
		const server = createTlsServer({ key: readFileSync(keyFile), cert });
		const listening = await listen(server, 'https', (request, response) =>
			passOn(request, response, target + request.url),
		);
		return { ...listening, cert };
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
