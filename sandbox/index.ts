import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { asappService } from './asapp/service';
import type { AsappRecord } from './asapp/store';
import { addControlRoutes } from './control';
import { addOpenAiRoutes } from './openai/routes';
import type { ChatRequest, OpenAiTurn } from './openai/script';
import type { RecordedRequest, Traffic } from './recorder';
import { createServer } from './server';
import type { Fault, SandboxSettings } from './settings';
import { vambeService } from './vambe/service';
import type { Contact, Customer, Ticket } from './vambe/types';
import { controlsOf, World } from './world';

export { SEED } from './seed';
export type { AsappRecord, ChatRequest, Contact, Customer, Fault, OpenAiTurn, RecordedRequest };
export type { SandboxSettings, Ticket, Traffic };

/** Everything the two services remember, fit for JSON. */
export interface SandboxState {
	contacts: Contact[];
	customers: Customer[];
	tickets: Ticket[];
	/** Each event id once, in the order of storing. */
	asappRecords: AsappRecord[];
	traffic: Traffic;
}

/** Where the services are and the keys they take. */
export interface SandboxAccess {
	/** `http://127.0.0.1:PORT`; everything lives under this one origin. */
	url: string;
	vambe: { baseUrl: string; apiKey: string };
	asapp: { baseUrl: string; apiId: string; apiSecret: string };
	/** The scripted chat model. It takes any key. */
	openAi: { baseUrl: string };
}

/** A running sandbox. */
export interface Sandbox extends SandboxAccess {
	/** API requests in order of arrival; control and chat model requests are not among them. */
	requests(): RecordedRequest[];
	/** Forgets the requests and totals so far; state, faults and settings stay. */
	clearRequests(): void;
	state(): SandboxState;
	settings(): SandboxSettings;
	/**
	 * Changes settings; what is not named stays. A rate limit starts with a full bucket, random
	 * failures with their seed.
	 *
	 * @throws when a setting is unknown or out of range
	 */
	configure(changes: Partial<SandboxSettings>): void;
	/**
	 * Lets coming requests fail, in this order.
	 *
	 * @throws when a fault is not well-formed
	 */
	failNext(...faults: Fault[]): void;
	/** Adds answers of the chat model. */
	scriptOpenAi(turns: OpenAiTurn[]): void;
	/** What the chat model was asked. */
	openAiRequests(): ChatRequest[];
	/** Back to the start: state, settings, faults, script, requests and totals. */
	reset(): void;
	/** Stops listening and cuts every open connection. */
	close(): Promise<void>;
}

export interface SandboxOptions {
	/** Default: any free port. */
	port?: number;
	/** Time before every answer (ms); also what `reset()` goes back to. Default 0. */
	latencyMs?: number;
	/** Keys. Default: random at every start. */
	apiKey?: string;
	apiId?: string;
	apiSecret?: string;
}

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
