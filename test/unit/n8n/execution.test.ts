import { stringify } from 'flatted';
import { hasEnded, readExecution } from '../../../n8n/execution';

const items = [{ json: { row: 1 } }, { json: { row: 2 } }];

function row(status: string, data: object) {
	return { id: '7', status, finished: status === 'success', data: stringify(data) };
}

describe('readExecution', () => {
	it('reads what each node got and put out', () => {
		const result = readExecution(
			row('success', {
				resultData: {
					runData: {
						Rows: [{ executionStatus: 'success', source: [], data: { main: [items] } }],
						Vambe: [
							{
								executionStatus: 'success',
								source: [{ previousNode: 'Rows' }],
								data: { main: [[items[0]], null] },
							},
						],
					},
				},
			}),
		);
		expect(result.status).toBe('success');
		expect(result.nodes.Vambe).toEqual([
			{ status: 'success', itemsIn: 2, outputs: [[{ row: 1 }], []], error: undefined },
		]);
	});

	it('reads why an execution failed', () => {
		const data = { resultData: { error: { message: 'no key' }, runData: {} } };
		expect(readExecution(row('error', data))).toMatchObject({ status: 'error', error: 'no key' });
	});
});

describe('hasEnded', () => {
	it.each([
		['new', false],
		['running', false],
		['waiting', false],
		['success', true],
		['error', true],
		['crashed', true],
		['canceled', true],
	])('%s: %s', (status, ended) => {
		expect(hasEnded({ id: '1', status, finished: ended })).toBe(ended);
	});
});
