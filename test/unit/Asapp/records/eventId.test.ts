import { eventId, madeEventId } from '../../../../nodes/Asapp/records/eventId';
import { accepts, refuses } from '../../../support/fieldTables';

describe('madeEventId', () => {
	it('is a UUID of version 8', () => {
		for (let index = 0; index < 200; index++) {
			expect(madeEventId(`place ${index}`, {})).toMatch(
				/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
			);
		}
	});

	it('is the same whenever it is asked for, on this machine and any other', () => {
		expect(madeEventId('["42","node-1",0,0]', { a: 1 })).toBe(
			'46a224ed-bcb9-8436-acc8-a089b1bd45d4',
		);
	});

	it('differs wherever the place differs', () => {
		const ids = Array.from({ length: 200 }, (_, index) => madeEventId(`place ${index}`, {}));
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('differs for another record at the same place, as agents send them', () => {
		expect(madeEventId('here', { a: 1 })).not.toBe(madeEventId('here', { a: 2 }));
		expect(madeEventId('here', { a: 1 })).toBe(madeEventId('here', { a: 1 }));
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
