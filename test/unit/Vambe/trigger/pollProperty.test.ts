import { LIMITS, type Limits } from '../../../../nodes/Vambe/trigger/readNew';
import type { ListedContact, TriggerEvent } from '../../../../nodes/Vambe/trigger/contact';
import { seededRandom } from '../../../../sandbox/random';
import { seeds } from '../../../support/full';
import { MINUTE_MS, SOURCE, VirtualTrigger } from '../../../support/virtualTrigger';
import { DOWN, VirtualVambe } from '../../../support/virtualVambe';

const SEEDS = seeds(12, 500);
const CONTACTS = 600;
const START = Date.UTC(2026, 0, 1);
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Small pages, so that a burst needs several, and some bursts more than one poll may read. */
const SMALL: Limits = { ...LIMITS, pageSize: 25, leastPage: 4, maxPages: 6, maxRemembered: 60 };
/** Nothing is forgotten early, so contacts may turn up as late as the window is long. */
const LATE: Limits = { ...LIMITS, pageSize: 40, leastPage: 4, maxPages: 30, maxRemembered: 5000 };

interface World {
	vambe: VirtualVambe;
	trigger: VirtualTrigger;
	random: () => number;
	/** A whole number from 0 to below `end`. */
	below(end: number): number;
	/** Unix time (ms) now, as finely as Vambe writes it. */
	now(): number;
}

const WRITTEN: ReadonlyArray<(iso: string) => string> = [
	(iso) => iso,
	(iso) => iso.replace('Z', ''),
	(iso) => iso.replace('T', ' ').replace('Z', '+00'),
];

/** A Vambe with habits of its own, and a machine whose clock is right or wrong. */
function worldOf(seed: number, event: TriggerEvent, limits: Limits): World {
	const random = seededRandom(Math.imul(seed, 0x9e3779b1));
	const below = (end: number): number => Math.floor(random() * end);
	const vambe = new VirtualVambe(START, event);
	vambe.tellsTime = random() < 0.6;
	vambe.clockAhead = vambe.tellsTime
		? below(2 * DAY_MS) - DAY_MS
		: below(14 * MINUTE_MS) - 5 * MINUTE_MS;
	if (random() < 0.3) vambe.shuffle = random;
	else {
		if (random() < 0.4) vambe.largestPage = 12 + below(20);
		if (random() < 0.4) vambe.latencyMs = below(8000);
	}
	if (random() < 0.3) vambe.account = undefined;
	const write = WRITTEN[below(WRITTEN.length)] ?? String;
	vambe.written = (time) => write(new Date(time).toISOString());
	// Without an order that can be relied on, it takes more pages, and time, to have seen all.
	const maxPages = vambe.shuffle ? 4 * limits.maxPages : limits.maxPages;
	const trigger = new VirtualTrigger(vambe, { ...SOURCE, event }, { ...limits, maxPages });
	const grain = random() < 0.2 ? 1000 : 1;
	const now = (): number => vambe.now - (vambe.now % grain);
	return { vambe, trigger, random, below, now };
}

/** An active trigger. From then on requests fail before they arrive, or their answer gets lost. */
async function activated(seed: number, event: TriggerEvent, limits: Limits): Promise<World> {
	const world = worldOf(seed, event, limits);
	const { vambe, trigger, random, below } = world;
	// What is there before: it must never come, and its removal moves what follows.
	const old = random() < 0.2 ? 400 : 30;
	for (let index = 0; index < old; index++) vambe.add(`old-${index}`, START - index * 150);
	for (let index = below(3); index > 0; index--) vambe.add(`ahead-${index}`, START + 5 * DAY_MS);
	await trigger.activate();
	for (let polls = 0; trigger.position?.isStarting; polls++) {
		expect({ seed, polls }).toEqual({ seed, polls: Math.min(polls, 100) });
		vambe.now += MINUTE_MS;
		await trigger.activate();
	}
	expect({ seed, delivered: trigger.delivered }).toEqual({ seed, delivered: [] });
	vambe.now += 1000;
	vambe.beforePage = () => (random() < 0.1 ? DOWN : undefined);
	vambe.afterPage = () => (random() < 0.1 ? DOWN : undefined);
	return world;
}

/** What n8n and its user do between two contacts. */
async function live({ trigger, random, below }: World): Promise<void> {
	if (random() < 0.2) trigger.budgetMs = [0, 5000, 36_000, 300_000][below(4)] ?? 0;
	if (random() < 0.6) await trigger.poll();
	if (random() < 0.1) trigger.restart();
	// The workflow is activated anew while a poll waits: nobody takes what that poll finds.
	if (random() < 0.1) await trigger.polled(false);
	if (trigger.isFailing && random() < 0.3) {
		const moved = { baseUrl: `https://gateway-${below(3)}.example.com` };
		const renewed = { credentialId: String(below(3)) };
		trigger.source = { ...trigger.source, ...(random() < 0.5 ? moved : renewed) };
	}
}

/** From now on nothing fails and nothing changes; polls until nothing comes. */
async function drained({ vambe, trigger }: World): Promise<string[]> {
	vambe.beforePage = vambe.afterPage = () => undefined;
	trigger.budgetMs = 36_000;
	return await trigger.drain(12);
}

/** A contact as it was at one moment, as far as its time tells that, or what it holds. */
const stateOf = ({ digest, content = '' }: ListedContact): string => digest + content;

const sorted = (list: readonly string[]): string[] => [...list].sort();

/** Creates the contacts in bursts that share one time each, and polls in between. */
async function createInBursts(
	world: World,
	maxBurst: number,
	maxLatenessMs: number,
): Promise<string[]> {
	const { vambe, below, random, now } = world;
	const made: string[] = [];
	const add = (time: number, lateness: number): void => {
		const contact = vambe.add(`new-${made.length}`, time, lateness);
		made.push(`${contact.id}@${contact.time}`);
	};
	while (made.length < CONTACTS) {
		vambe.now += 1000 + below(40_000);
		const time = now();
		for (let size = 1 + below(maxBurst); size > 0 && made.length < CONTACTS; size--) {
			add(time, below(maxLatenessMs + 1));
		}
		if (random() < 0.1) vambe.addBroken({ id: 'broken', created_at: 'soon' }, time);
		// An import with wrong dates. Without Vambe's time a small error cannot be told from a wrong clock.
		if (random() < 0.02) add(vambe.now + HOUR_MS + below(30 * DAY_MS), 0);
		await live(world);
	}
	return made;
}

describe('contacts created in bursts of one time each, in a world that goes wrong at random', () => {
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
	}, 600_000);

	it('come exactly once although some turn up almost a minute late', async () => {
		for (const seed of SEEDS) {
			const world = await activated(seed, 'contactCreated', LATE);
			const made = await createInBursts(world, 30, LATE.windowMs - 1000);
			const delivered = await drained(world);
			expect({ seed, delivered: sorted(delivered) }).toEqual({ seed, delivered: sorted(made) });
		}
	}, 600_000);
});

describe('contacts updated over and over, also while a poll reads', () => {
	it('come once for each time, and in their last state', async () => {
		for (const seed of SEEDS) {
			const world = await activated(seed, 'contactUpdated', SMALL);
			const { vambe, trigger, below, now } = world;
			const latest = new Map<string, string>();
			const ever = new Set<string>();
			let version = 0;
			const update = (count: number): void => {
				for (let left = count; left > 0; left--) {
					const id = `contact-${below(200)}`;
					vambe.remove(id);
					const contact = vambe.add(id, now(), 0, { version: version++ });
					latest.set(id, stateOf(contact));
					ever.add(stateOf(contact));
				}
			};
			const { afterPage } = vambe;
			vambe.afterPage = (offset) => {
				vambe.now += 1;
				// In no order, and leaving in droves: that is more than can be promised.
				if (ever.size < CONTACTS) update(below(vambe.shuffle ? 2 : 8));
				return afterPage(offset);
			};
			while (ever.size < CONTACTS) {
				vambe.now += 1000 + below(40_000);
				update(1 + below(100));
				await live(world);
			}
			await drained(world);
			const digests = trigger.handedOn.map(stateOf);
			const once = new Set(digests);
			const missing = [...latest].filter(([, digest]) => !once.has(digest));
			expect({ seed, missing }).toEqual({ seed, missing: [] });
			expect({ seed, count: digests.length }).toEqual({ seed, count: once.size });
			const madeUp = digests.filter((one) => !ever.has(one));
			expect({ seed, madeUp }).toEqual({ seed, madeUp: [] });
		}
	}, 600_000);
});
