import { createServer, type AddressInfo } from 'node:net';

import { useSandbox } from '../engine/sandboxRuns';
import { ANSWER_FAULTS } from './cases/answers';
import { CONNECTION_FAULTS } from './cases/connection';
import { STATUS_FAULTS } from './cases/statuses';
import { DELIVERED, operationsFor, provoke, type Effect, type World } from './faultCase';
import { markdownTable } from '../support/documentedTable';
import { FULL } from '../support/full';
import { withoutBackOff } from '../support/withoutBackOff';
import { expectOnReliabilityPage } from './reliabilityPage';
import { startOtherHost, startProxy, startSelfSigned } from './servers';

const CASES = [...CONNECTION_FAULTS, ...ANSWER_FAULTS, ...STATUS_FAULTS];
const HEAD = ['Fault', 'Arrived', 'Delivered', 'Sent', 'Failed', 'Retries', 'Message'];

/** An address that nobody listens on any more. */
async function deadUrl(): Promise<string> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return `http://127.0.0.1:${port}`;
}

describe('a fault', () => {
	const runs = useSandbox();
	withoutBackOff();
	const measured = new Map<string, Effect>();
	let world: World;

	beforeAll(async () => {
		world = {
			runs,
			otherHost: await startOtherHost(),
			proxy: await startProxy(),
			selfSigned: await startSelfSigned(runs.sandbox.url),
			deadUrl: await deadUrl(),
		};
	});
	beforeEach(() => {
		for (const server of [world.otherHost, world.proxy, world.selfSigned]) {
			server.requests.length = 0;
		}
	});
	afterAll(async () => {
		for (const server of [world.otherHost, world.proxy, world.selfSigned]) await server.close();
	});

	/** What docs/ tells is of the first operation; in full, all others go with it. */
	const everyOperation = CASES.flatMap((fault) =>
		operationsFor(fault)
			.slice(0, FULL ? undefined : 1)
			.map((operation) => [fault.name, operation.name, fault, operation] as const),
	);
	it.each(everyOperation)('%s: %s', async (name, _operation, fault, operation) => {
		const { effect, outcome } = await provoke(world, fault, operation);
		if (!measured.has(name)) measured.set(name, effect);
		// One item out for each item in, whatever happens.
		expect(effect.sent + effect.failed).toBe(fault.items ?? 1);
		if (!fault.unknowable) expect(effect.sent).toBe(effect.delivered);
		expect(outcome.error).toBeUndefined();
		const given = fault.items === undefined ? DELIVERED : {};
		expect(effect).toMatchObject({ ...given, ...fault.expected });
		fault.check?.(world, outcome);
	});

	it('has its effect written down in docs/reliability.md', () => {
		const rows = CASES.map(({ name, unknowable }, index) => {
			const effect = measured.get(name);
			if (!effect) throw new Error(`Not measured: ${name}`);
			const { arrived, delivered, sent, failed, retries, message } = effect;
			const note = unknowable ? ` [${index + 1}]` : '';
			return [name + note, arrived, delivered, sent, failed, retries, message];
		});
		const notes = CASES.flatMap(({ unknowable }, index) =>
			unknowable ? [`- [${index + 1}] ${unknowable}`] : [],
		);
		expectOnReliabilityPage('faults', `${markdownTable(HEAD, rows)}\n\n${notes.join('\n')}`);
	});
});
