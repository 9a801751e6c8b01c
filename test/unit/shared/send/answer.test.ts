import { isAccepted, readable, UNREADABLE } from '../../../../nodes/shared/send/answer';

it.each([
	[{ statusCode: 199, body: {} }, false],
	[{ statusCode: 200, body: {} }, true],
	[{ statusCode: 299, body: {} }, true],
	[{ statusCode: 300, body: {} }, false],
	[{ networkCode: 'ECONNRESET' }, false],
])('%j is accepted: %s', (answer, accepted) => {
	expect(isAccepted(answer)).toBe(accepted);
});

describe('readable', () => {
	it.each(['<html>', 'OK', '{"a":'])('takes a good answer that says %j for none', (body) => {
		expect(readable({ statusCode: 200, body })).toEqual({ networkCode: UNREADABLE });
	});

	it.each([
		[{ statusCode: 200, body: '' }],
		[{ statusCode: 204, body: ' \n' }],
		[{ statusCode: 200, body: [] }],
		[{ statusCode: 200, body: undefined }],
		[{ statusCode: 502, body: '<html>' }],
		[{ networkCode: 'ECONNRESET' }],
	])('leaves %j as it is', (answer) => {
		expect(readable(answer)).toBe(answer);
	});
});
