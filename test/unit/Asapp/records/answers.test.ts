import {
	readBatchResults,
	recordRefusal,
	resultEventId,
} from '../../../../nodes/Asapp/records/answers';

describe('resultEventId', () => {
	it.each([
		[{ result: { eventId: 'e1' } }, 'e1'],
		[{ result: { eventId: 5 } }, undefined],
		[{ result: { eventId: ' ' } }, undefined],
		[{ result: {} }, undefined],
		[{ result: 'e1' }, undefined],
		[{}, undefined],
		['text', undefined],
		[undefined, undefined],
	])('of %j is %j', (response, id) => {
		expect(resultEventId(response)).toBe(id);
	});
});

describe('recordRefusal', () => {
	it.each([
		[{ result: { eventId: 'e1', error: 'bad state' } }, { message: 'bad state' }],
		[{ result: { eventId: 'e1', error: '' } }, undefined],
		[{ result: { eventId: 'e1', error: '  ' } }, undefined],
		[{ result: { eventId: 'e1', error: null } }, undefined],
		[{ result: { eventId: 'e1' } }, undefined],
	])('of %j is %j', (response, refusal) => {
		expect(recordRefusal(response)).toEqual(refusal);
	});

	it.each([[{}], [{ result: null }], [{ result: [] }], [''], [undefined], [{ results: [] }]])(
		'takes %j, where the result is missing, for no success',
		(response) => {
			expect(recordRefusal(response)?.message).toContain('has no result');
		},
	);
});

describe('readBatchResults', () => {
	const stored = (eventId: string, error?: string) => ({ eventId, error });

	it('matches results by event ID where all come back', () => {
		const results = [stored('b', 'bad'), stored('a'), stored('c', ' ')];
		expect(readBatchResults({ results }, ['a', 'b', 'c'])).toEqual([
			{ eventId: 'a', refusal: undefined },
			{ eventId: 'b', refusal: { message: 'bad' } },
			{ eventId: 'c', refusal: undefined },
		]);
	});

	it('takes nothing by its position: the one that is left belongs to the one that is left', () => {
		const results = [stored('', 'bad'), stored('a'), stored('c')];
		expect(readBatchResults({ results }, ['a', 'b', 'c'])).toEqual([
			{ eventId: 'a', refusal: undefined },
			{ eventId: 'b', refusal: { message: 'bad' } },
			{ eventId: 'c', refusal: undefined },
		]);
	});

	it('calls records unmatched where several are left and do not all say the same', () => {
		const results = [stored('x'), stored('c'), stored('y', 'bad')];
		expect(readBatchResults({ results }, ['a', 'b', 'c'])).toEqual([
			undefined,
			undefined,
			{ eventId: 'c', refusal: undefined },
		]);
	});

	it('takes IDs of the service’s own where all of them say the same', () => {
		const refusal = { message: 'bad' };
		// Which of the two is whose is not said, so that those that were sent stay.
		expect(readBatchResults({ results: [stored('x'), stored('y')] }, ['a', 'b'])).toEqual([
			{ eventId: 'a', refusal: undefined },
			{ eventId: 'b', refusal: undefined },
		]);
		expect(readBatchResults({ results: [stored('x'), stored('b')] }, ['a', 'b'])).toEqual([
			{ eventId: 'x', refusal: undefined },
			{ eventId: 'b', refusal: undefined },
		]);
		const refused = { results: [{ error: 'bad' }, { error: 'bad' }] };
		expect(readBatchResults(refused, ['a', 'b'])).toEqual([
			{ eventId: 'a', refusal },
			{ eventId: 'b', refusal },
		]);
	});

	it('tells records of one ID apart only when nothing differs', () => {
		const both = (first?: string) => ({ results: [stored('a', first), stored('a')] });
		const read = readBatchResults(both(), ['a', 'a']);
		expect(read.map((one) => one && 'eventId' in one)).toEqual([true, true]);
		expect(readBatchResults(both('bad'), ['a', 'a'])).toEqual([undefined, undefined]);
	});

	it('calls nothing stored when more errors were counted than are shown', () => {
		const results = [stored('a'), stored('b', 'bad')];
		expect(readBatchResults({ results, errorCount: 2 }, ['a', 'b'])).toEqual([
			undefined,
			{ eventId: 'b', refusal: { message: 'bad' } },
		]);
		expect(readBatchResults({ results, errorCount: 1 }, ['a', 'b'])[0]).toBeDefined();
	});

	it.each([
		[{ results: [{}] }],
		[{ results: [{}, {}, {}] }],
		[{ results: {} }],
		[{ result: {} }],
		['text'],
		[undefined],
	])('cannot match %j to two records', (response) => {
		expect(readBatchResults(response, ['a', 'b'])).toEqual([undefined, undefined]);
	});

	it.each([[null], ['stored'], [5], [[]]])(
		'does not take the result %j for a success',
		(result) => {
			const read = readBatchResults({ results: [result] }, ['a']);
			expect(read.filter((one) => one && !one.refusal)).toEqual([]);
		},
	);
});
