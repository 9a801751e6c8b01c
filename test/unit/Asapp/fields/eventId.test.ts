import { eventIdOf } from '../../../../nodes/Asapp/fields/eventId';

const run = { executionId: '42', nodeId: 'node-1', runIndex: 0 };

describe('eventIdOf', () => {
	it('is a UUID of version 8', () => {
		for (let index = 0; index < 200; index++) {
			expect(eventIdOf(run, index)).toMatch(
				/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
			);
		}
	});

	it('is the same whenever it is asked for, on this machine and any other', () => {
		expect(eventIdOf({ ...run }, 3)).toBe(eventIdOf(run, 3));
		expect(eventIdOf(run, 0)).toBe('c2cab3e1-4f5c-8d46-a81b-888adfa821c1');
	});

	it('differs wherever the place differs', () => {
		const ids = [
			eventIdOf(run, 0),
			eventIdOf(run, 1),
			eventIdOf({ ...run, executionId: '43' }, 0),
			eventIdOf({ ...run, nodeId: 'node-2' }, 0),
			eventIdOf({ ...run, runIndex: 1 }, 0),
			// These two would be one if the parts were only put one after another.
			eventIdOf({ executionId: '1', nodeId: '23', runIndex: 0 }, 0),
			eventIdOf({ executionId: '12', nodeId: '3', runIndex: 0 }, 0),
		];
		expect(new Set(ids).size).toBe(ids.length);
	});
});
