import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { asappService } from './asapp/service';
import { addControlRoutes } from './control';
import { addOpenAiRoutes } from './openai/routes';
import { createServer } from './server';
import type { Sandbox, SandboxAccess, SandboxOptions } from './types';
import { vambeService } from './vambe/service';
import { controlsOf, World } from './world';

export type { AsappRecord } from './asapp/store';
export type { ChatRequest, OpenAiTurn } from './openai/script';
export type { RecordedRequest, Traffic } from './recorder';
export { SEED } from './seed';
export type { Fault, SandboxSettings } from './settings';
export type { Sandbox, SandboxAccess, SandboxOptions, SandboxState } from './types';
export type { ContactSeed } from './vambe/contactSeed';
export type { Contact, Customer, Message, Tag, Ticket } from './vambe/types';

/**
 * Starts both APIs and the chat model as one server on 127.0.0.1.
 *
 * @throws when the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const keys = {
		apiKey: options.apiKey ?? randomKey(),
		apiId: options.apiId ?? randomKey(),
		apiSecret: options.apiSecret ?? randomKey(),
	};
	const world = new World(options.latencyMs ?? 0);
	const vambe = vambeService(world.vambe, world.settings, keys.apiKey);
	const asapp = asappService(world.asapp, world.settings, keys);
	const app = createServer(world, vambe, asapp);
	const access: SandboxAccess = {
		url: '',
		vambe: { baseUrl: '', apiKey: keys.apiKey },
		asapp: { baseUrl: '', apiId: keys.apiId, apiSecret: keys.apiSecret },
		openAi: { baseUrl: '' },
	};
	const sandbox: Sandbox = { ...access, ...controlsOf(world), close: () => app.close() };
	addOpenAiRoutes(app, world.script);
	addControlRoutes(app, sandbox);
	await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	const { port } = app.server.address() as AddressInfo;
	sandbox.url = `http://127.0.0.1:${port}`;
	sandbox.vambe.baseUrl = sandbox.url;
	sandbox.asapp.baseUrl = sandbox.url;
	sandbox.openAi.baseUrl = `${sandbox.url}/v1`;
	return sandbox;
}

function randomKey(): string {
	return randomBytes(24).toString('base64url');
}
