import { eventId, madeEventId } from '../../../../nodes/Asapp/fields/eventId';
import { accepts, refuses } from '../../../support/fieldTables';

describe('madeEventId', () => {
	it('is a UUID of version 8', () => {
		for (let index = 0; index < 200; index++) {
			expect(madeEventId(`place ${index}`)).toMatch(
				/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
			);
		}
	});

	it('is the same whenever it is asked for, on this machine and any other', () => {
		expect(madeEventId('["42","node-1",0,0]')).toBe('c2cab3e1-4f5c-8d46-a81b-888adfa821c1');
	});

	it('differs wherever the place differs', () => {
		const ids = Array.from({ length: 200 }, (_, index) => madeEventId(`place ${index}`));
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe("the user's own event ID", () => {
	accepts(eventId, [
		['eventId-1938', 'eventId-1938'],
		[1938, '1938'],
		['', undefined],
	]);
	refuses(eventId, [
		['///', 'Event ID is "///", but must be a text with a letter, digit, "-" or "_" in it'],
		['x'.repeat(257), 'Event ID is longer than 256 characters'],
	]);
});
