import type { IDataObject } from 'n8n-workflow';

import { poll, type Source } from '../../../../nodes/Vambe/trigger/poll';
import { LIMITS, type Limits } from '../../../../nodes/Vambe/trigger/readNew';
import { seededRandom } from '../../../../sandbox/random';
import { DOWN, VirtualVambe } from '../../../support/virtualVambe';

const SEEDS = Array.from({ length: 250 }, (_, index) => index + 1);
const CONTACTS = 1000;
const START = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;

/** Small pages, so that a burst needs several, and some bursts more than one poll may read. */
const SMALL: Limits = { ...LIMITS, pageSize: 25, pageOverlap: 4, maxPages: 6, maxRemembered: 60 };
/** Nothing is forgotten early, so contacts may turn up as late as the window is long. */
const LATE: Limits = { ...LIMITS, pageSize: 40, pageOverlap: 5, maxPages: 30, maxRemembered: 5000 };

/** A trigger in n8n, in virtual time: what it keeps in memory and what is in the database. */
class VirtualTrigger {
	private memory: IDataObject = {};
	private saved = '{}';

	/** `id@time` of everything handed on, in order. */
	readonly delivered: string[] = [];
	failed = 0;

	constructor(
		private readonly vambe: VirtualVambe,
		private readonly source: Source,
		private readonly limits: Limits,
	) {}

	/** n8n saves the static data after activating, and whenever it starts the workflow. */
	async activate(): Promise<void> {
		await this.poll();
		this.save();
	}

	/** @returns how many contacts were handed on */
	async poll(): Promise<number> {
		const { fetchPage, now } = this.vambe;
		const { contacts, failure } = await poll(this.memory, this.source, fetchPage, now, this.limits);
		if (failure) this.failed++;
		if (contacts.length === 0) return 0;
		this.save();
		this.delivered.push(...contacts.map(({ id, at }) => `${id}@${at}`));
		return contacts.length;
	}

	/** n8n is started again: only what was saved is left. */
	restart(): void {
		this.memory = JSON.parse(this.saved) as IDataObject;
	}

	/** Polls until three polls in a row bring nothing. */
	async drain(): Promise<void> {
		for (let idle = 0, polls = 0; idle < 3; polls++) {
			if (polls > CONTACTS) throw new Error('The polls bring contacts without end');
			this.vambe.now += MINUTE_MS;
			idle = (await this.poll()) > 0 ? 0 : idle + 1;
		}
	}

	private save(): void {
		this.saved = JSON.stringify(this.memory);
	}
}

interface World {
	vambe: VirtualVambe;
	trigger: VirtualTrigger;
	random: () => number;
	/** A whole number from 0 to below `end`. */
	below(end: number): number;
}

/** An active trigger. Requests fail before they arrive, or their answer gets lost, at any page. */
async function activated(seed: number, event: Source['event'], limits: Limits): Promise<World> {
	const random = seededRandom(seed);
	const vambe = new VirtualVambe(START);
	// What is there before: it must never come, and its removal moves what follows.
	for (let index = 0; index < 30; index++) vambe.add(`old-${index}`, START - index * 1500);
	const source = { event, credentialId: '1', baseUrl: 'https://vambe.example.com' };
	const trigger = new VirtualTrigger(vambe, source, limits);
	await trigger.activate();
	vambe.beforePage = () => (random() < 0.12 ? DOWN : undefined);
	vambe.afterPage = () => (random() < 0.12 ? DOWN : undefined);
	return { vambe, trigger, random, below: (end) => Math.floor(random() * end) };
}

/** From now on nothing fails and nothing changes; polls until nothing comes. */
async function drained({ vambe, trigger }: World): Promise<string[]> {
	vambe.beforePage = vambe.afterPage = () => undefined;
	await trigger.drain();
	return trigger.delivered;
}

const sorted = (list: readonly string[]): string[] => [...list].sort();

/** Creates the contacts in bursts that share one time each, and polls in between. */
async function createInBursts(
	{ vambe, trigger, below, random }: World,
	maxBurst: number,
	maxLatenessMs: number,
): Promise<string[]> {
	const made: string[] = [];
	while (made.length < CONTACTS) {
		vambe.now += below(40_000);
		for (let size = 1 + below(maxBurst); size > 0 && made.length < CONTACTS; size--) {
			const lateness = below(maxLatenessMs + 1);
			const { id, at } = vambe.add(`new-${made.length}`, vambe.now, lateness);
			made.push(`${id}@${at}`);
		}
		if (random() < 0.6) await trigger.poll();
		if (random() < 0.1) trigger.restart();
	}
	return made;
}

describe('1,000 contacts created in bursts of one time each, while requests fail at random', () => {
	it('come exactly once, a few pages at a time, whatever is deleted meanwhile', async () => {
		let failed = 0;
		for (const seed of SEEDS) {
			const world = await activated(seed, 'contactCreated', SMALL);
			const { vambe, trigger, below } = world;
			const { afterPage } = vambe;
			vambe.afterPage = (offset) => {
				// Contacts that were there before, or handed on already, go while a poll reads.
				if (below(4) === 0) vambe.remove(`old-${below(30)}`);
				const gone = trigger.delivered.at(-1 - below(12))?.split('@')[0];
				if (gone && below(4) === 0) vambe.remove(gone);
				return afterPage(offset);
			};
			const made = await createInBursts(world, 220, 0);
			const delivered = await drained(world);
			expect({ seed, delivered: sorted(delivered) }).toEqual({ seed, delivered: sorted(made) });
			failed += trigger.failed;
		}
		expect(failed).toBeGreaterThan(SEEDS.length);
	}, 300_000);

	it('come exactly once although some turn up almost a minute late', async () => {
		for (const seed of SEEDS) {
			const world = await activated(seed, 'contactCreated', LATE);
			const made = await createInBursts(world, 60, LATE.windowMs - 1);
			const delivered = await drained(world);
			expect({ seed, delivered: sorted(delivered) }).toEqual({ seed, delivered: sorted(made) });
		}
	}, 300_000);
});

describe('contacts updated over and over, also while a poll reads', () => {
	it('come once for each time, and in their last state', async () => {
		for (const seed of SEEDS) {
			const world = await activated(seed, 'contactUpdated', SMALL);
			const { vambe, trigger, below, random } = world;
			const latest = new Map<string, string>();
			const ever = new Set<string>();
			const update = (count: number): void => {
				for (let left = count; left > 0; left--) {
					const id = `contact-${below(200)}`;
					vambe.remove(id);
					const { at } = vambe.add(id, vambe.now);
					latest.set(id, at);
					ever.add(`${id}@${at}`);
				}
			};
			const { afterPage } = vambe;
			vambe.afterPage = (offset) => {
				vambe.now += 1;
				if (ever.size < CONTACTS) update(below(8));
				return afterPage(offset);
			};
			while (ever.size < CONTACTS) {
				vambe.now += below(40_000);
				update(1 + below(100));
				if (random() < 0.6) await trigger.poll();
				if (random() < 0.1) trigger.restart();
			}
			const delivered = await drained(world);
			const once = new Set(delivered);
			const missing = [...latest].filter(([id, at]) => !once.has(`${id}@${at}`));
			expect({ seed, missing }).toEqual({ seed, missing: [] });
			expect({ seed, count: delivered.length }).toEqual({ seed, count: once.size });
			const madeUp = delivered.filter((one) => !ever.has(one));
			expect({ seed, madeUp }).toEqual({ seed, madeUp: [] });
		}
	}, 300_000);
});
