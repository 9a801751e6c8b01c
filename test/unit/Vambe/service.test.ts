import { vambe } from '../../../nodes/Vambe/service';

it.each([
	[{ statusCode: 404, message: 'Contact not found' }, { message: 'Contact not found' }],
	[{ message: ['a is empty', 'b is long'] }, { message: 'a is empty, b is long' }],
	[{ error: 'Unauthorized' }, { message: 'Unauthorized' }],
	[{ message: 'first', error: 'second' }, { message: 'first' }],
	[{ message: null, error: 'second' }, { message: 'second' }],
	[{ message: { nested: true } }, {}],
	[{}, {}],
	[[], {}],
	['<html>', {}],
	[null, {}],
])('the error in %j is %j', (body, text) => {
	expect(vambe.readError(body)).toEqual(text);
});

it('takes the base URL from the credential', () => {
	expect(vambe.baseUrl({ baseUrl: 'https://api.vambe.me' })).toBe('https://api.vambe.me');
	expect(vambe.baseUrl({})).toBe('');
});
