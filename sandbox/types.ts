import type { AsappRecord } from './asapp/store';
import type { ChatRequest, OpenAiTurn } from './openai/script';
import type { RecordedRequest, Traffic } from './recorder';
import type { Fault, SandboxSettings } from './settings';
import type { ContactSeed } from './vambe/contactSeed';
import type { Contact, Customer, Message, Tag, Ticket } from './vambe/types';

/** Everything the two services remember, fit for JSON. */
export interface SandboxState {
	contacts: Contact[];
	customers: Customer[];
	tickets: Ticket[];
	tags: Tag[];
	/** What was sent to people through Vambe: one for each request that had a message sent, in order. */
	messages: Message[];
	/** Records of customers; each event id once, in the order of storing. */
	asappRecords: AsappRecord[];
	/** Records of agents, likewise. */
	asappAgents: AsappRecord[];
	/** Records of conversations, likewise. */
	asappConversations: AsappRecord[];
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
	/**
	 * Adds Vambe contacts behind the API's back, or changes those whose `id` exists; what is not
	 * named stays as it is. Tens of thousands at once are fine, timestamps are yours to choose.
	 *
	 * @returns their ids, in the given order
	 * @throws when a contact is not well-formed; then none is stored
	 */
	putContacts(contacts: ContactSeed[]): string[];
	/** Removes every Vambe contact with its customer and tickets, those of the start included. */
	clearContacts(): void;
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
