import type { IDataObject } from 'n8n-workflow';

import { addCustomerMetadata } from '../../nodes/Asapp/resources/customer/addMetadata';
import { asapp } from '../../nodes/Asapp/service';
import { Client, type Service } from '../../nodes/shared/api/client';
import type { Operation } from '../../nodes/shared/operation/operation';
import { optionsOf } from '../../nodes/shared/operation/options';
import { itemCheck, type ReadyItem } from '../../nodes/shared/run/readItems';
import { RunReport } from '../../nodes/shared/run/report';
import { sendAll } from '../../nodes/shared/run/sendAll';
import { forgetAccounts } from '../../nodes/shared/send/pace/accounts';
import { updateContactMetadata } from '../../nodes/Vambe/resources/contact/updateMetadata';
import { vambe } from '../../nodes/Vambe/service';
import { seededRandom } from '../../sandbox/random';
import { scriptedContext } from '../support/fakeClient';
import { inputs, node } from '../support/fakeContext';
import { itemOf } from '../support/itemOf';
import { ModelAsapp, ModelVambe, type ModelService, type Way } from '../support/modelServices';
import { seeds } from '../support/full';
import { runSettings } from '../support/testOperation';
import { VirtualClock } from '../support/virtualClock';

const SEEDS = seeds(100, 2000);

/** Ways after which the client knows whether the request arrived. */
const CLEAR: readonly Way[] = ['through', 'through', 'through', 'tooFast', 'refused', 'tooLarge'];
const UNCLEAR: readonly Way[] = ['lostBefore', 'lostAfter', 'failedBefore', 'failedAfter', 'odd'];

type Body = IDataObject & { eventId: string };

class Dice {
	private readonly random: () => number;

	constructor(seed: number) {
		this.random = seededRandom(Math.imul(seed, 0x9e3779b1));
	}

	below(end: number): number {
		return Math.floor(this.random() * end);
	}

	oneOf<T>(list: readonly T[]): T {
		return list[this.below(list.length)] as T;
	}

	shuffled<T>(list: T[]): T[] {
		return list
			.map((value) => ({ value, place: this.random() }))
			.sort((a, b) => a.place - b.place)
			.map(({ value }) => value);
	}

	/** @param mayBeUnclear whether a request may get lost so that nobody knows if it arrived. */
	wayOf(mayBeUnclear: boolean): (records: number) => Way {
		const ways = [...CLEAR, ...(mayBeUnclear ? UNCLEAR : [])];
		const health = this.below(4);
		return (records) => {
			const way = this.below(4) < health ? 'through' : this.oneOf(ways);
			return way === 'tooLarge' && records === 1 ? 'through' : way;
		};
	}
}

interface Scene {
	service: Service;
	operation: Operation;
	credentials: IDataObject;
	parameters: IDataObject[];
	server: ModelService;
	stopOnError: boolean;
}

/** What became of each item: done, failed, or not reached as the run stopped before. */
async function outcomes(
	scene: Scene,
): Promise<{ items: ReadyItem[]; ended: Array<'done' | 'failed' | undefined> }> {
	const { service, operation, credentials, parameters, server, stopOnError } = scene;
	const options = optionsOf(service, operation);
	const check = itemCheck(service, operation, options);
	const items = parameters.map((each, index) =>
		check(itemOf(each, {}, { index, place: `["run",${index}]` })),
	);
	const settings = { ...runSettings, ...options.readRun(itemOf(parameters[0])) };
	const clock = new VirtualClock();
	forgetAccounts();
	const { context } = scriptedContext(clock, server.reply, credentials);
	Object.assign(context, { logger: { info: () => undefined } });
	const client = await Client.open(context, service, {
		clock,
		concurrency: settings.concurrency,
		requestsPerSecond: 0,
	});
	const report = new RunReport(node, { inputs: inputs(items.length), stopOnError });
	const stop = (): void => client.stop();
	const run = { operation, client, report, stop, countsCombined: settings.combineItems };
	await clock.run(sendAll(context.logger, run, [...items], settings));
	const ended = new Array<'done' | 'failed' | undefined>(items.length);
	for (const { json, pairedItem } of report.items) {
		const { item } = pairedItem as { item: number };
		expect(ended[item]).toBeUndefined();
		ended[item] = 'error' in json ? 'failed' : 'done';
	}
	return { items, ended };
}

describe('an item is done exactly when the service stored it and said so', () => {
	it('ASAPP: alone or in batches, with own and made event IDs, whatever gets lost', async () => {
		const seen = { done: 0, failed: 0 };
		for (const seed of SEEDS) {
			const dice = new Dice(seed);
			// An ID that two records share and a lost answer: then nobody can tell whose record it was.
			const sharesIds = dice.below(3) === 0;
			const count = 1 + dice.below(12);
			const scene = {
				service: asapp,
				operation: addCustomerMetadata,
				credentials: { apiId: 'id-secret', apiSecret: 'sk-secret', environment: 'production' },
				parameters: Array.from({ length: count }, (_, index) => ({
					externalCustomerId: `customer-${index}`,
					externalConversationId: `conversation-${index}`,
					additionalFields: dice.oneOf([
						{},
						{ eventId: `event-${sharesIds ? dice.below(count) : index}` },
					]),
					options: {
						batchSize: dice.oneOf([1, 2, 5, 12]),
						concurrency: dice.oneOf([0, 1, 3]),
						maxRetries: dice.below(4),
					},
				})),
				server: new ModelAsapp(
					dice.wayOf(!sharesIds),
					dice.oneOf(sharesIds ? ['refusesBatch', 'refusesRecord'] : ['refusesBatch', 'saysYes']),
					({ externalCustomerId }) => String(externalCustomerId).endsWith('7'),
					(list) => dice.shuffled(list),
				),
				stopOnError: dice.below(3) === 0,
			};
			const { items, ended } = await outcomes(scene);
			const { records, confirmed } = scene.server;
			const bodies = items.map(({ input }) => (input as { record: { body: Body } }).record.body);
			const judged = bodies.map((body, index) => {
				const { eventId } = body;
				const isStored = JSON.stringify(records.get(eventId)) === JSON.stringify(body);
				// Of two with one ID in a batch nobody can tell which one an answer is about.
				const isAlone = bodies.filter((other) => other.eventId === eventId).length === 1;
				const isConfirmed = isStored && isAlone && confirmed.has(eventId);
				return { seed, index, eventId, ended: ended[index], isStored, isConfirmed };
			});
			expect(judged.filter((one) => one.ended === 'done' && !one.isStored)).toEqual([]);
			expect(judged.filter((one) => one.ended === 'failed' && one.isConfirmed)).toEqual([]);
			if (!scene.stopOnError) expect(judged.filter((one) => !one.ended)).toEqual([]);
			for (const one of ended) if (one) seen[one]++;
		}
		expect(Math.min(seen.done, seen.failed)).toBeGreaterThan(SEEDS.length);
	}, 600_000);

	it('Vambe: metadata of contacts, one by one or combined, whatever gets lost', async () => {
		const seen = { done: 0, failed: 0 };
		for (const seed of SEEDS) {
			const dice = new Dice(seed);
			const contact = (): string => `df980fc8-b6db-4820-bf22-00000000000${dice.below(4)}`;
			const scene = {
				service: vambe,
				operation: updateContactMetadata,
				credentials: { apiKey: 'sk-secret', baseUrl: 'https://api.example.com' },
				parameters: Array.from({ length: 1 + dice.below(12) }, (_, index) => ({
					contactId: contact(),
					metadataMode: 'json',
					metadataJson: { [`key_${index}`]: index },
					options: {
						combineItems: dice.below(2) === 0,
						concurrency: dice.oneOf([0, 1, 3]),
						maxRetries: dice.below(4),
					},
				})),
				server: new ModelVambe(dice.wayOf(true)),
				stopOnError: dice.below(3) === 0,
			};
			const { ended } = await outcomes(scene);
			const { set, confirmed } = scene.server;
			const judged = scene.parameters.map(({ contactId }, index) => {
				const key = `${contactId} key_${index}=${index}`;
				return { seed, key, ended: ended[index], isStored: set.has(key), said: confirmed.has(key) };
			});
			expect(judged.filter((one) => one.ended === 'done' && !one.isStored)).toEqual([]);
			expect(judged.filter((one) => one.ended === 'failed' && one.said)).toEqual([]);
			if (!scene.stopOnError) expect(judged.filter((one) => !one.ended)).toEqual([]);
			for (const one of ended) if (one) seen[one]++;
		}
		expect(seen.done).toBeGreaterThan(SEEDS.length);
	}, 600_000);
});
