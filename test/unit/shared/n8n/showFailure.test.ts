import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { failureFromAnswer } from '../../../../nodes/shared/api/failure';
import { toErrorItem, toNodeError } from '../../../../nodes/shared/n8n/showFailure';
import { service } from '../../../support/fakeClient';
import { node } from '../../../support/fakeContext';

const answer = (statusCode: number, message?: string) =>
	failureFromAnswer(service, { statusCode, body: { message } });

describe('toNodeError', () => {
	it('blames the item for a value refused here', () => {
		const failure = { message: 'Name is empty', hint: 'Fill it in.', details: { field: 'Name' } };
		const error = toNodeError(node, failure, { index: 3 });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('Item 3: Name is empty');
		expect(error.description).toBe('Fill it in.');
		// n8n would name the item a second time, behind the message.
		expect(error.context.itemIndex).toBeUndefined();
	});

	it('names the row that a person would look for, where the number of items is known', () => {
		const error = toNodeError(node, answer(400, 'no'), { index: 1, total: 3 });
		expect(error.message).toBe('Item 1 (row 2 of 3): Test API answered 400: no');
	});

	it('names no item for what fails as a whole, and has no status where there was no answer', () => {
		const failure = { message: 'down, says ECONNRESET', hint: 'Wait.', details: {} };
		const error = toNodeError(node, failure);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('down, says ECONNRESET');
		expect(error.description).toBe('Wait.');
		expect((error as NodeApiError).httpCode).toBeNull();
	});

	it.each([400, 401, 404, 429, 500])('keeps our words for status %i', (status) => {
		const error = toNodeError(node, answer(status, 'because'), { index: 0 });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(`Item 0: Test API answered ${status}: because`);
		expect((error as NodeApiError).httpCode).toBe(String(status));
		expect(error.context.itemIndex).toBeUndefined();
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'TIMED_OUT', 'EPIPE', 'unknown'])(
		'keeps our words for a call that ended with %s',
		(networkCode) => {
			const failure = failureFromAnswer(service, { networkCode });
			expect(toNodeError(node, failure, { index: 3 }).message).toBe(`Item 3: ${failure.message}`);
		},
	);

	it.each(['upstream ECONNRESET', 'connect ETIMEDOUT 10.0.0.1', 'ENOTFOUND'])(
		'keeps the item when the API says "%s"',
		(message) => {
			expect(toNodeError(node, answer(502, message), { index: 7 }).message).toMatch(
				/^Item 7: Test API answered 502/,
			);
		},
	);
});

describe('toErrorItem', () => {
	const failure = answer(404, 'no such contact');

	it('has only keys that n8n routes rightly', () => {
		const item = toErrorItem(node, failure, 2, { json: { id: 7 } });
		expect(item).toEqual({
			json: {
				id: 7,
				error: 'Item 2: Test API answered 404: no such contact',
				details: { statusCode: 404, hint: failure.hint },
			},
			pairedItem: { item: 2 },
		});
		expect('error' in item).toBe(false);
	});

	it('has, for the error output, an error that copies leave behind', () => {
		const item = toErrorItem({ ...node, onError: 'continueErrorOutput' }, failure, 2, { json: {} });
		expect(item.error).toBeInstanceOf(NodeApiError);
		expect('error' in { ...item }).toBe(false);
	});
});
