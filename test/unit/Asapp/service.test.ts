import { asapp, recordError } from '../../../nodes/Asapp/service';

describe('readError', () => {
	it.each([
		[
			{ error: { message: 'Bad request', code: '400-01', requestId: 'r1' } },
			{ message: 'Bad request', code: '400-01', requestId: 'r1' },
		],
		[{ error: { message: ' ', code: 400 } }, {}],
		[{ result: { error: 'bad state' } }, { message: 'bad state' }],
		[{ result: { error: ' ' } }, {}],
		[{ error: 'text' }, {}],
		[{}, {}],
		['<html>', {}],
		[undefined, {}],
	])('of %j is %j', (body, text) => {
		expect(asapp.readError(body)).toEqual(text);
	});
});

it.each([
	[{ environment: 'production' }, 'https://api.asapp.com'],
	[
		{ environment: 'sandbox', baseUrl: 'https://left.example.com' },
		'https://api.sandbox.asapp.com',
	],
	[{ environment: 'custom', baseUrl: 'https://own.example.com' }, 'https://own.example.com'],
	[{ environment: 'custom' }, ''],
	[{}, ''],
])('the base URL for %j is %j', (credentials, url) => {
	expect(asapp.baseUrl(credentials)).toBe(url);
});

it.each([
	[{ error: 'bad' }, { message: 'bad' }],
	[{ error: '' }, undefined],
	[{}, undefined],
	[null, undefined],
])('the error of the record %j is %j', (result, error) => {
	expect(recordError(result)).toEqual(error);
});
