import {
	readBatchResults,
	recordRefusal,
	resultEventId,
} from '../../../../nodes/Asapp/records/answers';

describe('resultEventId', () => {
	it.each([
		[{ result: { eventId: 'e1' } }, 'e1'],
		[{ result: { eventId: 5 } }, undefined],
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

	it('takes them in order where IDs are the service’s own', () => {
		const results = [stored('x'), stored('y', 'bad')];
		expect(readBatchResults({ results }, ['a', 'b'])).toEqual([
			{ eventId: 'x', refusal: undefined },
			{ eventId: 'y', refusal: { message: 'bad' } },
		]);
	});

	it('takes them in order where only some IDs are ours', () => {
		const results = [stored('a', 'bad'), stored('x')];
		expect(readBatchResults({ results }, ['a', 'b'])).toEqual([
			{ eventId: 'a', refusal: { message: 'bad' } },
			{ eventId: 'x', refusal: undefined },
		]);
	});

	it('takes them in order where IDs repeat or are missing', () => {
		const repeated = { results: [stored('a', 'bad'), stored('a')] };
		expect(readBatchResults(repeated, ['a', 'a'])?.map(({ refusal }) => refusal)).toEqual([
			{ message: 'bad' },
			undefined,
		]);
		expect(readBatchResults({ results: [{}, { error: 'bad' }] }, ['a', 'b'])).toEqual([
			{ eventId: 'a', refusal: undefined },
			{ eventId: 'b', refusal: { message: 'bad' } },
		]);
	});

	it.each([
		[{ results: [{}] }],
		[{ results: [{}, {}, {}] }],
		[{ results: {} }],
		[{ result: {} }],
		['text'],
		[undefined],
	])('cannot match %j to two records', (response) => {
		expect(readBatchResults(response, ['a', 'b'])).toBeUndefined();
	});

	it.each([[null], ['stored'], [5], [[]]])(
		'does not take the result %j for a success',
		(result) => {
			const read = readBatchResults({ results: [result] }, ['a']);
			expect(read?.filter(({ refusal }) => !refusal) ?? []).toEqual([]);
		},
	);
});
