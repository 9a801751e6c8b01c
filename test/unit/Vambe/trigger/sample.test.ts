import { sampleContact } from '../../../../nodes/Vambe/trigger/sample';
import { DOWN, VirtualVambe } from '../../../support/virtualVambe';

const START = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

const sampleOf = async (vambe: VirtualVambe) =>
	await sampleContact(vambe.fetchPage, vambe.pollTime(15_000));

describe('the sample of a test run', () => {
	it.each([
		['of the last day', 0.5, 1],
		['of the last year', 100, 3],
		['of long ago', 5000, 4],
	])('is the newest: one %s', async (_what, days, requests) => {
		const vambe = new VirtualVambe(START);
		vambe.add('older', START - (days + 0.1) * DAY_MS);
		vambe.add('newest', START - days * DAY_MS);
		expect(await sampleOf(vambe)).toMatchObject({ contact: { id: 'newest' } });
		expect(vambe.requests).toBe(requests);
	});

	it.each([500, 5000, 100_000])('is the newest of %d contacts in one day', async (count) => {
		const vambe = new VirtualVambe(START);
		for (let index = 1; index <= count; index++) {
			vambe.add(`c-${index}`, START - DAY_MS + index * Math.floor(DAY_MS / count));
		}
		expect(await sampleOf(vambe)).toMatchObject({ contact: { id: `c-${count}` } });
		expect(vambe.requests).toBeLessThan(12);
	});

	it('is the newest that could be found in the time a person waits', async () => {
		const vambe = new VirtualVambe(START);
		for (let index = 1; index <= 50_000; index++) vambe.add(`c-${index}`, START - DAY_MS + index);
		vambe.latencyMs = 6000;
		expect(await sampleOf(vambe)).toMatchObject({ contact: { id: expect.anything() as string } });
		expect(vambe.requests).toBe(3);
	});

	it('is none when there is none, or no answer', async () => {
		const vambe = new VirtualVambe(START);
		expect(await sampleOf(vambe)).toEqual({});
		vambe.beforePage = () => DOWN;
		expect(await sampleOf(vambe)).toEqual({ failure: DOWN });
	});
});
