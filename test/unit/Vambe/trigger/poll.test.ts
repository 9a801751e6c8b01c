import type { IDataObject } from 'n8n-workflow';

import { CLOCK_DIFFERENCE_MS, poll, type Source } from '../../../../nodes/Vambe/trigger/poll';
import { sampleContact } from '../../../../nodes/Vambe/trigger/sample';
import { DOWN, VirtualVambe } from '../../../support/virtualVambe';

const START = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;
const SOURCE: Source = {
	event: 'contactCreated',
	credentialId: '1',
	baseUrl: 'https://api.vambe.me',
};

describe('poll', () => {
	const run = async (
		vambe: VirtualVambe,
		state: IDataObject,
		now = vambe.now,
		source = SOURCE,
	): Promise<string[]> => {
		const { contacts } = await poll(state, source, vambe.fetchPage, now);
		return contacts.map(({ id }) => id);
	};

	it.each([
		['ahead', CLOCK_DIFFERENCE_MS - 1],
		['behind', -DAY_MS],
	])("finds what is new although this machine's clock is %s", async (_what, difference) => {
		const vambe = new VirtualVambe(START);
		const state = {};
		vambe.add('old', START - 1);
		expect(await run(vambe, state, START + difference)).toEqual([]);
		vambe.now += 60_000;
		vambe.add('new', START + 1);
		expect(await run(vambe, state, vambe.now + difference)).toEqual(['new']);
	});

	it('finds what is new after a contact from the future', async () => {
		const vambe = new VirtualVambe(START);
		const state = {};
		await run(vambe, state);
		vambe.add('import', START + 1000 * DAY_MS);
		vambe.now = START + 2000 * DAY_MS;
		expect(await run(vambe, state, START + 60_000)).toEqual(['import']);
		vambe.add('new', START + 90_000);
		expect(await run(vambe, state, START + 120_000)).toEqual(['new']);
	});

	it('leaves out what a server that rounds the time gives beside it', async () => {
		const vambe = new VirtualVambe(START);
		const state = {};
		await run(vambe, state);
		const { fetchPage } = vambe;
		const rounding: typeof fetchPage = async (after, ...rest) =>
			await fetchPage(new Date(Date.parse(after) - DAY_MS).toISOString(), ...rest);
		vambe.add('old', START - CLOCK_DIFFERENCE_MS - 1);
		vambe.add('new', START);
		const { contacts } = await poll(state, SOURCE, rounding, START);
		expect(contacts.map(({ id }) => id)).toEqual(['new']);
	});

	it.each<[string, Partial<Source>]>([
		['event', { event: 'contactUpdated' }],
		['credential', { credentialId: '2' }],
		['base URL', { baseUrl: 'https://gateway.example.com' }],
	])('starts anew with another %s', async (_what, change) => {
		const vambe = new VirtualVambe(START);
		const state = {};
		await run(vambe, state);
		vambe.add('new', START);
		expect(await run(vambe, state, START, { ...SOURCE, ...change })).toEqual([]);
	});

	it('starts anew when the static data is not its own', async () => {
		const vambe = new VirtualVambe(START);
		vambe.add('old', START);
		for (const state of [{ cursor: 'x' }, { source: 1 }, { source: 'x', cursor: null }]) {
			expect(await run(vambe, state)).toEqual([]);
			expect(state).toMatchObject({
				cursor: { seen: { [new Date(START).toISOString()]: ['old'] } },
			});
		}
	});

	it('leaves the static data alone when the first poll fails', async () => {
		const vambe = new VirtualVambe(START);
		vambe.beforePage = () => DOWN;
		const state = {};
		expect(await poll(state, SOURCE, vambe.fetchPage, START)).toEqual({
			contacts: [],
			failure: DOWN,
		});
		expect(state).toEqual({});
	});

	it('asks again for no more than the last minute', async () => {
		const vambe = new VirtualVambe(START);
		const state: IDataObject = {};
		await run(vambe, state);
		for (let index = 0; index < 500; index++) vambe.add(`${index}`, START + index * 1000);
		vambe.now = START + 500_000;
		expect(await run(vambe, state)).toHaveLength(500);
		const { seen } = state.cursor as { seen: object };
		expect(Object.keys(seen)).toHaveLength(60);
		expect(await run(vambe, state)).toEqual([]);
		expect(vambe.requests).toBe(3);
	});
});

describe('sampleContact', () => {
	it.each([
		['of the last day', 0.5, 1],
		['of the last year', 100, 3],
		['of long ago', 5000, 4],
	])('is the newest: one %s', async (_what, days, requests) => {
		const vambe = new VirtualVambe(START);
		vambe.add('older', START - (days + 0.1) * DAY_MS);
		vambe.add('newest', START - days * DAY_MS);
		const sample = await sampleContact(vambe.fetchPage, START);
		expect(sample).toMatchObject({ contacts: [{ id: 'newest' }] });
		expect(vambe.requests).toBe(requests);
	});

	it('is none when there is none, or no answer', async () => {
		const vambe = new VirtualVambe(START);
		expect(await sampleContact(vambe.fetchPage, START)).toEqual({ contacts: [] });
		vambe.beforePage = () => DOWN;
		expect(await sampleContact(vambe.fetchPage, START)).toEqual({ failure: DOWN });
	});
});
