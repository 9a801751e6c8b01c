import tls from 'node:tls';

import type { Fault, SandboxSettings } from '../../sandbox';
import type { CredentialData } from '../engine/credentials';
import type { NodeCase } from '../engine/nodeCase';
import {
	itemsFor,
	nodeOf,
	OPERATION_CASES,
	representativeOf,
	type NodeName,
	type OperationCase,
} from '../cases';
import type { NodeOutcome, SandboxRuns } from '../engine/sandboxRuns';
import type { OtherServer, Proxy, SelfSigned } from './servers';

/** The servers of a fault test. */
export interface World {
	runs: SandboxRuns;
	/** Stands for anybody who must not receive our keys. */
	otherHost: OtherServer;
	proxy: Proxy;
	selfSigned: SelfSigned;
	/** An address on which nobody listens. */
	deadUrl: string;
}

/** What a fault does to one run, as it stands in docs/reliability.md. */
export interface Effect {
	/** Requests that arrived at the service. */
	arrived: number;
	/** Items whose data the service holds afterwards. */
	delivered: number;
	/** Items that came out as sent. */
	sent: number;
	/** Items that came out as failed. */
	failed: number;
	/** Attempts beyond the first, as the node counts them. */
	retries: number;
	/** What the first failed item says. */
	message: string;
}

/** One fault and everything it must lead to. */
export interface FaultCase {
	/** Its row in docs/reliability.md. */
	name: string;
	/** The service it happens to. Default Vambe. */
	api?: NodeName;
	/** Default 1. With more, the fault is tried with the operation that stands for its service. */
	items?: number;
	/** Tried with the operation that stands for its service only, as it takes long or checks its output. */
	onlyOnce?: boolean;
	faults?(world: World, operation: OperationCase): Fault[];
	settings?: Partial<SandboxSettings>;
	/** Beside a time-out of 5 s and two retries. */
	options?: Record<string, unknown>;
	/** In place of the operation's plain node. */
	node?(operation: OperationCase, options: Record<string, unknown>): NodeCase;
	/** Changes to the credential. */
	credential?(world: World): Record<string, string>;
	/** Environment variables during the run. */
	environment?(world: World): Record<string, string>;
	/** A certificate (PEM) the machine trusts during the run, as if it were installed there. */
	trusted?(world: World): string;
	/** Runs the same workflow once before, undisturbed. */
	ranBefore?: boolean;
	/**
	 * Why what is reported may differ from what was delivered. Without it, an item reported as sent
	 * must be delivered, and one reported as failed must not be.
	 */
	unknowable?: string;
	expected: Partial<Effect>;
	/** What else must hold, beyond the figures. */
	check?(world: World, outcome: NodeOutcome): void;
}

/** Everything went well, for one item. */
export const DELIVERED: Effect = {
	arrived: 1,
	delivered: 1,
	sent: 1,
	failed: 0,
	retries: 0,
	message: '',
};
/** As above, at the second attempt. */
export const RETRIED: Partial<Effect> = { arrived: 2, retries: 1 };
/** Nothing went well, for one item at its first and only attempt. */
export const FAILED: Partial<Effect> = { delivered: 0, sent: 0, failed: 1 };

/** The operations that a fault is tried with; the one that stands for its service is the first. */
export function operationsFor({ api = 'vambe', items, onlyOnce }: FaultCase): OperationCase[] {
	const first = representativeOf(api);
	if (onlyOnce || items !== undefined) return [first];
	// Without an order, nothing is stored, and without a body not the value of the item: there is no
	// delivery to look for. What reaches a person is sent once: see atMostOnce.test.ts.
	const others = OPERATION_CASES.filter(
		(one) =>
			one.node === api &&
			one !== first &&
			one.order &&
			one.request.hasBody &&
			one.idempotent !== false,
	);
	return [first, ...others];
}

/** Lets a fault happen to a real run and reads the effect from both ends. */
export async function provoke(
	world: World,
	fault: FaultCase,
	operation: OperationCase,
): Promise<{ effect: Effect; outcome: NodeOutcome }> {
	const { runs } = world;
	const items = itemsFor(operation, fault.items ?? 1);
	const options = { maxRetries: 2, timeout: 5000, requestsPerSecond: 0, ...fault.options };
	const node = (fault.node ?? nodeOf)(operation, options);
	if (fault.ranBefore) await runs.run(node, items);
	runs.sandbox.clearRequests();
	runs.sandbox.configure(fault.settings ?? {});
	runs.sandbox.failNext(...(fault.faults?.(world, operation) ?? []));

	const run = () =>
		runs.run(node, items, {
			onError: 'continueRegularOutput',
			credentials: credentialsFor(world, operation, fault),
		});
	const outcome = await withEnvironment(fault.environment?.(world) ?? {}, () =>
		withTrust(fault.trusted?.(world), run),
	);
	return { effect: effectOf(world, operation, items, outcome), outcome };
}

function credentialsFor(
	world: World,
	{ node }: OperationCase,
	{ credential }: FaultCase,
): CredentialData {
	const credentials = world.runs.credentials();
	const type = `${node}Api`;
	return { ...credentials, [type]: { ...credentials[type], ...credential?.(world) } };
}

async function withEnvironment<T>(
	variables: Record<string, string>,
	work: () => Promise<T>,
): Promise<T> {
	Object.assign(process.env, variables);
	try {
		return await work();
	} finally {
		for (const name of Object.keys(variables)) delete process.env[name];
	}
}

async function withTrust<T>(ca: string | undefined, work: () => Promise<T>): Promise<T> {
	if (ca === undefined) return await work();
	const original = tls.createSecureContext;
	const spy = jest
		.spyOn(tls, 'createSecureContext')
		.mockImplementation((options) => original({ ...options, ca }));
	try {
		return await work();
	} finally {
		spy.mockRestore();
	}
}

function effectOf(
	{ runs }: World,
	{ order }: OperationCase,
	items: Array<{ value: string }>,
	{ items: output, hints }: NodeOutcome,
): Effect {
	const { sandbox } = runs;
	const state = sandbox.state();
	// What is no text, such as an amount, is told by the case.
	const held = JSON.stringify([state, order?.memory(state)]);
	const failed = output.filter(({ json }) => 'error' in json);
	return {
		arrived: sandbox.state().traffic.received,
		delivered: items.filter(({ value }) => held.includes(value)).length,
		sent: output.length - failed.length,
		failed: failed.length,
		retries: Number(/(\d+) retried/.exec(hints.join(' '))?.[1] ?? 0),
		message: withoutIds((failed[0]?.json.error as string | undefined) ?? ''),
	};
}

/** The sandbox makes a request ID anew for every answer. */
function withoutIds(message: string): string {
	return message.replace(/request ID [0-9a-f-]{36}/, 'request ID …');
}
