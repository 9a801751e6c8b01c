import {
	readBatchResults,
	recordRejection,
	resultEventId,
} from '../../../../nodes/Asapp/resources/answers';

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

describe('recordRejection', () => {
	it.each([
		[{ result: { eventId: 'e1', error: 'bad state' } }, { message: 'bad state' }],
		[{ result: { eventId: 'e1', error: '' } }, undefined],
		[{ result: { eventId: 'e1', error: '  ' } }, undefined],
		[{ result: { eventId: 'e1', error: null } }, undefined],
		[{ result: { eventId: 'e1' } }, undefined],
	])('of %j is %j', (response, rejection) => {
		expect(recordRejection(response)).toEqual(rejection);
	});

	it.each([[{}], [{ result: null }], [{ result: [] }], [''], [undefined], [{ results: [] }]])(
		'takes %j, where the result is missing, for no success',
		(response) => {
			expect(recordRejection(response)?.message).toContain('has no result');
		},
	);
});

describe('readBatchResults', () => {
	const stored = (eventId: string, error?: string) => ({ eventId, error });

	it('matches results by event ID where all come back', () => {
		const results = [stored('b', 'bad'), stored('a'), stored('c', ' ')];
		expect(readBatchResults({ results }, ['a', 'b', 'c'])).toEqual([
			{ eventId: 'a', rejection: undefined },
			{ eventId: 'b', rejection: { message: 'bad' } },
			{ eventId: 'c', rejection: undefined },
		]);
	});

	it('takes them in order where IDs are the service’s own', () => {
		const results = [stored('x'), stored('y', 'bad')];
		expect(readBatchResults({ results }, ['a', 'b'])).toEqual([
			{ eventId: 'x', rejection: undefined },
			{ eventId: 'y', rejection: { message: 'bad' } },
		]);
	});

	it('takes them in order where only some IDs are ours', () => {
		const results = [stored('a', 'bad'), stored('x')];
		expect(readBatchResults({ results }, ['a', 'b'])).toEqual([
			{ eventId: 'a', rejection: { message: 'bad' } },
			{ eventId: 'x', rejection: undefined },
		]);
	});

	it('takes them in order where IDs repeat or are missing', () => {
		const repeated = { results: [stored('a', 'bad'), stored('a')] };
		expect(readBatchResults(repeated, ['a', 'a'])?.map(({ rejection }) => rejection)).toEqual([
			{ message: 'bad' },
			undefined,
		]);
		expect(readBatchResults({ results: [{}, { error: 'bad' }] }, ['a', 'b'])).toEqual([
			{ eventId: 'a', rejection: undefined },
			{ eventId: 'b', rejection: { message: 'bad' } },
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
			expect(read?.filter(({ rejection }) => !rejection) ?? []).toEqual([]);
		},
	);
});
