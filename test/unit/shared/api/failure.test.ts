import {
	failureFromAnswer,
	givenUpFailure,
	pausedFailure,
	refusedFailure,
	unexpectedFailure,
	unmatchedFailure,
} from '../../../../nodes/shared/api/failure';
import { service } from '../../../support/fakeClient';

const answer = (statusCode: number, message?: string) =>
	failureFromAnswer(service, { statusCode, body: { message } });
const noAnswer = (networkCode: string) => failureFromAnswer(service, { networkCode });

describe('the failure of an answer', () => {
	it.each([
		[400, 'Compare the values'],
		[401, 'Check the keys in the credential'],
		[403, 'The keys are valid but may not do this'],
		[404, 'Check the Base URL in the credential: the address does not exist there'],
		[409, 'A record with this ID exists already'],
		[413, 'Send less data with this item'],
		[422, 'Compare the values'],
		[429, 'Set Requests per Second in the options to a low number, where 0 is no limit'],
		[500, 'The service has a problem of its own'],
		[503, 'The service has a problem of its own'],
	])('gives advice for status %i', (status, hint) => {
		const failure = answer(status, 'because');
		expect(failure.message).toBe(`Test API answered ${status}: because`);
		expect(failure.hint).toContain(hint);
		expect(failure.details).toEqual({ statusCode: status });
	});

	it.each([
		['/contact/df980fc8-b6db-4820-bf22-2969482d106d/info', 'Not Found', 'the ID of this item'],
		['/contacts/12345', 'Not Found', 'the ID of this item'],
		['/list', 'Contact not found', 'the ID of this item'],
		['/list', 'Not Found', 'the Base URL'],
		['/contacts/12345', 'Cannot POST /x/contacts/12345', 'the Base URL'],
	])('points, for a 404 of %s that says "%s", at %s', (path, message, hint) => {
		const missing = { statusCode: 404, body: { message } };
		expect(failureFromAnswer(service, missing, path).hint).toContain(`Check ${hint}`);
	});

	it.each([
		[403, '<html><title> Access denied </title>', ', a page titled "Access denied"'],
		[502, '<h1>Bad Gateway</h1>', ''],
		[502, '<TITLE lang="en">Bad\nGateway</TITLE>', ', a page titled "Bad Gateway"'],
		[502, '<title> </title>', ''],
		[520, { message: 'x' }, ''],
		[527, { message: 'x' }, ''],
		[530, '', ''],
	])('says who answered %i with %j: something in between', (statusCode, body, title) => {
		const failure = failureFromAnswer(service, { statusCode, body });
		expect(failure.message).toBe(
			`Test API was not reached: something in between answered ${statusCode}${title}`,
		);
		expect(failure.hint).not.toMatch(/ID of this item|keys/);
		expect(failure.details).toEqual({ statusCode });
	});

	it.each([
		[404, 'A firewall or a proxy refused the request'],
		[499, 'A firewall or a proxy refused the request'],
		[500, 'A proxy in front of the service could not reach it'],
		[502, 'A proxy in front of the service could not reach it'],
	])('says, of a page with status %i, whose fault it may be', (statusCode, advice) => {
		expect(failureFromAnswer(service, { statusCode, body: 'page' }).hint).toContain(advice);
	});

	it.each([519, 528, 529, 531])('leaves status %i to the service', (status) => {
		expect(answer(status, 'because').message).toBe(`Test API answered ${status}: because`);
	});

	it.each(['', ' \n'])('takes the body %j for an answer without a reason', (body) => {
		expect(failureFromAnswer(service, { statusCode: 500, body }).message).toBe(
			'Test API answered 500: no reason given',
		);
	});

	it.each([
		[413, '<title>413 Request Entity Too Large</title>', 'Send less data'],
		[429, 'error code: 1015', 'Requests per Second'],
	])('says what to do about %i, whoever said it', (statusCode, body, advice) => {
		expect(failureFromAnswer(service, { statusCode, body }).hint).toContain(advice);
	});

	it.each([402, 405, 415])('does not blame the service for status %i', (status) => {
		expect(answer(status).hint).not.toContain('problem of its own');
	});

	it('reads a success that was not expected as the service words it', () => {
		expect(answer(206, 'half').message).toBe('Test API answered 206: half');
	});

	it.each([300, 301, 302, 308, 399])('says that redirect %i is not followed', (status) => {
		const failure = answer(status, 'elsewhere');
		expect(failure.message).toBe(`Test API answered ${status}: a redirect, which is not followed`);
		expect(failure.hint).toContain('Set the Base URL in the credential');
		expect(failure.details).toEqual({ statusCode: status });
	});

	it('says when no reason was given', () => {
		expect(answer(500).message).toBe('Test API answered 500: no reason given');
	});

	it('keeps code and request ID', () => {
		const talkative = {
			...service,
			readError: () => ({ message: 'gone', code: '500-01', requestId: 'r1' }),
		};
		expect(failureFromAnswer(talkative, { statusCode: 500, body: {} })).toMatchObject({
			message: 'Test API answered 500: gone (code 500-01, request ID r1)',
			details: { statusCode: 500, code: '500-01', requestId: 'r1' },
		});
	});
});

describe('the failure of no answer', () => {
	it.each([
		'TIMED_OUT',
		'UNREADABLE',
		'ECONNREFUSED',
		'ECONNRESET',
		'ECONNABORTED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'ETIMEDOUT',
		'EPIPE',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'CERT_HAS_EXPIRED',
		'unknown',
	])('says %s in words, as n8n would replace a message with a raw code', (code) => {
		const failure = noAnswer(code);
		expect(failure.message).toMatch(/^Test API could not be reached: \w/);
		expect(failure.message).not.toContain(code);
		expect(failure.hint).toMatch(/\.$/);
		expect(failure.details).toEqual({ code });
	});

	it('advises what fits the reason', () => {
		const hint = (code: string): string => noAnswer(code).hint;
		expect(hint('TIMED_OUT')).toContain('Raise Timeout');
		expect(hint('ERR_TLS_CERT_ALTNAME_INVALID')).toContain('name the host as its certificate');
		expect(hint('CERT_HAS_EXPIRED')).toContain('valid certificate');
		expect(hint('ENOTFOUND')).toContain('Check the Base URL');
		expect(noAnswer('CERT_HAS_EXPIRED').message).toBe(
			'Test API could not be reached: its certificate has expired',
		);
		expect(noAnswer('TIMED_OUT')).toEqual({
			message: 'Test API could not be reached: no complete answer within the timeout',
			hint: 'Raise Timeout in the options, or set Concurrency to a low number, where 0 is automatic.',
			details: { code: 'TIMED_OUT' },
		});
	});
});

it('says that a record was refused', () => {
	expect(refusedFailure(service, { message: 'no', code: 'c' })).toEqual({
		message: 'Test API refused the record: no (code c)',
		hint: 'Compare the values of this item with what the field descriptions ask for.',
		details: { code: 'c' },
	});
	expect(refusedFailure(service, { message: 'no' }, 400).details).toEqual({ statusCode: 400 });
});

it.each([
	['list', 'a list'],
	['object', 'a record'],
] as const)('says that an answer was no %s', (expected, words) => {
	expect(unexpectedFailure(service, expected)).toEqual({
		message: `Test API answered with something other than ${words}`,
		hint: expect.stringMatching(/^Check the Base URL in the credential/) as string,
		details: { code: 'UNEXPECTED_ANSWER' },
	});
});

describe('givenUpFailure', () => {
	const because = { inARow: 10, last: 'Test API answered 503: maintenance' };
	const fix = 'Fix what the message names, then run the failed items again.';

	it('says of a request that it was not sent, and why', () => {
		expect(givenUpFailure(service, { because, attempts: 0, mayBeDone: false })).toEqual({
			message:
				'Test API: not sent, because 10 requests in a row failed before it. The last one: Test API answered 503: maintenance',
			hint: fix,
			details: { code: 'GIVEN_UP' },
		});
	});

	it('counts as a person does', () => {
		const one = { ...because, inARow: 1 };
		const { message } = givenUpFailure(service, {
			...{ because: one, attempts: 0, mayBeDone: false },
		});
		expect(message).toContain('not sent, because 1 request failed before it.');
	});

	it('says of one that was sent how often, and what became of it', () => {
		const answer = { networkCode: 'TIMED_OUT' };
		const sent = { because, attempts: 1, answer, mayBeDone: true };
		expect(givenUpFailure(service, sent)).toEqual({
			message:
				'Test API: sent once without success, and not again, because 10 requests in a row failed. Its last attempt: Test API could not be reached: no complete answer within the timeout',
			hint: `${fix} This one may have been carried out although no success was reported.`,
			details: { code: 'GIVEN_UP' },
		});
	});

	it.each([
		[{ statusCode: 429, body: {} }, false, fix, 429],
		[{ networkCode: 'ECONNREFUSED' }, false, fix, undefined],
		[{ networkCode: 'ECONNREFUSED' }, true, `${fix} This one may`, undefined],
		[{ statusCode: 503, body: {} }, true, `${fix} This one may`, 503],
	])('says after %j whether it may have been carried out: %s', (...row) => {
		const [answer, mayBeDone, hint, statusCode] = row;
		const failure = givenUpFailure(service, { because, attempts: 2, answer, mayBeDone });
		expect(failure.message).toContain('sent 2 times without success');
		expect(failure.hint.startsWith(hint)).toBe(true);
		expect(failure.hint === fix).toBe(hint === fix);
		expect(failure.details).toEqual({ code: 'GIVEN_UP', ...(statusCode && { statusCode }) });
	});
});

describe('unmatchedFailure', () => {
	it('shows the answer', () => {
		expect(unmatchedFailure(service, { a: 'b' }).details).toEqual({
			code: 'UNMATCHED_RESULTS',
			response: '{"a":"b"}',
		});
		expect(unmatchedFailure(service, undefined).details.response).toBe('');
	});

	it('shows no more than 1000 characters of it: each item of the batch holds them', () => {
		const { response } = unmatchedFailure(service, { a: 'x'.repeat(5000) }).details;
		expect(response).toHaveLength(1000);
	});
});

describe('the title of a page', () => {
	const said = (body: string): string =>
		failureFromAnswer(service, { statusCode: 502, body }).message;
	const TITLE = '<title>Bad Gateway</title>';

	it('is looked for in the first 10,000 characters', () => {
		const after = (length: number): string => said(`${' '.repeat(length - TITLE.length)}${TITLE}`);
		expect(after(10_000)).toContain('"Bad Gateway"');
		expect(after(10_001)).not.toContain('"Bad Gateway"');
	});

	it.each(['<title', '<title>', '<title>a', '<title '])(
		'takes no time that a hostile page of 512 kB decides: %j',
		(part) => {
			const page = part.repeat(Math.ceil((512 * 1024) / part.length));
			const before = process.cpuUsage();
			said(page);
			// Time of this process alone, in microseconds, however busy the machine is.
			expect(process.cpuUsage(before).user).toBeLessThan(100_000);
		},
	);
});

it('says how long the service asked to wait', () => {
	expect(pausedFailure(service, 0).message).toBe(
		'Test API was not asked in time: other requests with the same keys came first',
	);
	expect(pausedFailure(service, 59_001)).toEqual({
		message: 'Test API asked to wait 60 s before the next request',
		hint: 'Try again after that. Other workflows may be sending with the same keys.',
		details: { code: 'PAUSED' },
	});
});

describe('what an API says', () => {
	it('is left out where it says nothing', () => {
		const refusal = { message: 'a', code: undefined };
		expect(refusedFailure(service, refusal).details).toEqual({});
	});

	it('is shown on one line, 1000 characters of it', () => {
		const { message } = refusedFailure(service, { message: `a\nb${'x'.repeat(2000)}` });
		expect(message).toMatch(/^Test API refused the record: a bx{997}$/);
	});
});
