import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	answerFailure,
	failureFromError,
	givenUpFailure,
	noAnswerFailure,
	rejectedFailure,
	toErrorItem,
	toNodeError,
	unmatchedFailure,
	withoutSecrets,
} from '../../../../nodes/shared/api/failure';
import { InvalidValue } from '../../../../nodes/shared/values/invalidValue';
import { service } from '../../../support/fakeConnection';
import { node } from '../../../support/fakeContext';

const answer = (statusCode: number, message?: string) =>
	answerFailure(service, { statusCode, body: { message } }, ['sk-secret']);

describe('answerFailure', () => {
	it.each([
		[400, 'Compare the values'],
		[401, 'Check the keys in the credential'],
		[403, 'The keys are valid but may not do this'],
		[404, 'Check the ID of this item'],
		[409, 'A record with this ID exists already'],
		[413, 'Send less data with this item'],
		[422, 'Compare the values'],
		[429, 'Set Requests per Second in the options to a lower number'],
		[500, 'The service has a problem of its own'],
		[503, 'The service has a problem of its own'],
	])('gives advice for status %i', (status, hint) => {
		const failure = answer(status, 'because');
		expect(failure.message).toBe(`Test API answered ${status}: because`);
		expect(failure.hint).toContain(hint);
		expect(failure.details).toEqual({ statusCode: status });
	});

	it.each([402, 405, 415])('does not blame the service for status %i', (status) => {
		expect(answer(status).hint).not.toContain('problem of its own');
	});

	it.each([301, 302, 308])('says that redirect %i is not followed', (status) => {
		const failure = answer(status, 'elsewhere');
		expect(failure.message).toBe(`Test API answered ${status}: a redirect, which is not followed`);
		expect(failure.hint).toContain('Set the Base URL in the credential');
	});

	it('says when no reason was given', () => {
		expect(answer(500).message).toBe('Test API answered 500: no reason given');
	});

	it('keeps code and request ID, and hides keys', () => {
		const talkative = {
			...service,
			readError: () => ({ message: 'sk-secret, sk-secret!', code: '500-01', requestId: 'r1' }),
		};
		expect(answerFailure(talkative, { statusCode: 500, body: {} }, ['sk-secret'])).toMatchObject({
			message: 'Test API answered 500: [hidden], [hidden]!',
			details: { statusCode: 500, code: '500-01', requestId: 'r1' },
		});
	});
});

describe('noAnswerFailure', () => {
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
		const failure = noAnswerFailure(service, code);
		expect(failure.message).toMatch(/^Test API could not be reached: \w/);
		expect(failure.message).not.toContain(code);
		expect(failure.hint).toMatch(/\.$/);
		expect(failure.details).toEqual({ code });
		expect(toNodeError(node, failure, 3).message).toBe(`Item 3: ${failure.message}`);
	});

	it('advises what fits the reason', () => {
		const hint = (code: string): string => noAnswerFailure(service, code).hint;
		expect(hint('TIMED_OUT')).toContain('Raise Timeout');
		expect(hint('CERT_HAS_EXPIRED')).toContain('valid certificate');
		expect(hint('ENOTFOUND')).toContain('Check the Base URL');
	});
});

it('reads the failure from an invalid value', () => {
	expect(failureFromError(new InvalidValue('Name', 'Name is empty', 'Fill in Name.'))).toEqual({
		message: 'Name is empty',
		hint: 'Fill in Name.',
		details: { field: 'Name' },
	});
});

it('reads the failure from an expression that n8n could not resolve', () => {
	expect(failureFromError(new Error('Referenced node does not exist'))).toEqual({
		message: 'Referenced node does not exist',
		hint: 'Correct the expression of the field, or the data it refers to.',
		details: { field: 'Expression' },
	});
});

it('says that a record was refused', () => {
	expect(rejectedFailure(service, { message: 'no sk-secret', code: 'c' }, ['sk-secret'])).toEqual({
		message: 'Test API refused the record: no [hidden]',
		hint: 'Compare the values of this item with what the field descriptions ask for.',
		details: { code: 'c' },
	});
});

it('says why the rest was given up', () => {
	expect(givenUpFailure(service, 'not sent').message).toBe('Test API: not sent');
});

describe('unmatchedFailure', () => {
	it('shows the answer without keys', () => {
		expect(unmatchedFailure(service, { a: 'sk-secret' }, ['sk-secret']).details).toEqual({
			code: 'UNMATCHED_RESULTS',
			response: '{"a":"[hidden]"}',
		});
		expect(unmatchedFailure(service, undefined, []).details.response).toBe('');
	});

	it('hides a key also where JSON escapes it', () => {
		const { details } = unmatchedFailure(service, { a: 'p"w' }, ['p"w']);
		expect(details.response).toBe('{"a":"[hidden]"}');
	});
});

describe('withoutSecrets', () => {
	it('leaves out what is not there', () => {
		expect(withoutSecrets({ message: 'a', code: undefined }, ['x'])).toEqual({ message: 'a' });
	});

	it('hides a key whole that begins with another one', () => {
		expect(withoutSecrets({ message: 'is abcdef' }, ['abc', 'abcdef'])).toEqual({
			message: 'is [hidden]',
		});
	});
});

describe('toNodeError', () => {
	it('blames the item for a value refused here', () => {
		const failure = { message: 'Name is empty', hint: 'Fill it in.', details: { field: 'Name' } };
		const error = toNodeError(node, failure, 3);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('Item 3: Name is empty');
		expect(error.description).toBe('Fill it in.');
		expect(error.context.itemIndex).toBe(3);
	});

	it.each([400, 401, 404, 429, 500])('keeps our words for status %i', (status) => {
		const error = toNodeError(node, answer(status, 'because'), 0);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(`Item 0: Test API answered ${status}: because`);
		expect((error as NodeApiError).httpCode).toBe(String(status));
		expect(error.context.itemIndex).toBe(0);
	});

	it.each(['upstream ECONNRESET', 'connect ETIMEDOUT 10.0.0.1', 'ENOTFOUND'])(
		'keeps the item when the API says "%s"',
		(message) => {
			expect(toNodeError(node, answer(502, message), 7).message).toMatch(
				/^Item 7: Test API answered 502/,
			);
		},
	);
});

describe('toErrorItem', () => {
	const failure = answer(404, 'no such contact');

	it('has only keys that n8n routes rightly', () => {
		const item = toErrorItem(node, failure, 2);
		expect(item).toEqual({
			json: {
				error: 'Item 2: Test API answered 404: no such contact',
				details: { statusCode: 404, hint: failure.hint },
			},
			pairedItem: { item: 2 },
		});
		expect('error' in item).toBe(false);
	});

	it('has, for the error output, an error that copies leave behind', () => {
		const item = toErrorItem({ ...node, onError: 'continueErrorOutput' }, failure, 2);
		expect(item.error).toBeInstanceOf(NodeApiError);
		expect('error' in { ...item }).toBe(false);
	});
});
