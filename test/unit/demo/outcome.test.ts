import { judge, formatOutcomes, notRun } from '../../../demo/outcome';
import type { ExecutionResult, NodeRun } from '../../../n8n/execution';
import type { WorkflowJson } from '../../../n8n/workflow';

const workflow: WorkflowJson = {
	name: 'Visitors',
	nodes: [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
		{ name: 'Vambe', type: 'n8n-nodes-vambe-asapp.vambe' },
	],
	connections: {},
};

function execution(run: Partial<NodeRun>, status = 'success', error?: string): ExecutionResult {
	const vambe = { status, itemsIn: 2, outputs: [[{ ok: true }, { ok: true }]], ...run };
	return { id: '1', status, error, nodes: { Vambe: [vambe] } };
}

describe('judge', () => {
	it('finds nothing wrong when the numbers match', () => {
		const outcome = judge({
			workflow,
			execution: execution({ outputs: [[{ ok: true }], [{ error: 'refused' }]] }),
			accepted: 1,
			expected: { requests: 1, failed: 1 },
		});
		expect(outcome).toEqual({
			workflow: 'Visitors',
			nodes: ['Vambe'],
			itemsIn: 2,
			accepted: 1,
			failed: 1,
			problems: [],
		});
	});

	it('names each number that does not match', () => {
		const expected = { requests: 3, failed: 1 };
		const { problems } = judge({ workflow, execution: execution({}), accepted: 2, expected });
		expect(problems).toEqual(['2 of 3 requests accepted', '0 failed items instead of 1']);
	});

	it('wants a request and no failed item when nothing is said', () => {
		const failing = execution({ outputs: [[{ error: 'refused' }]] });
		const { problems } = judge({ workflow, execution: failing, accepted: 0 });
		expect(problems).toEqual(['no accepted request', '1 failed items']);
	});

	it('does not call a failed execution or a skipped node a success', () => {
		const { problems } = judge({
			workflow,
			execution: { id: '1', status: 'error', error: 'no key', nodes: {} },
			accepted: 1,
		});
		expect(problems).toEqual(['execution ended with "error": no key', 'Vambe did not run']);
	});
});

describe('formatOutcomes', () => {
	it('prints one line per workflow and what is wrong below', () => {
		const good = judge({ workflow, execution: execution({}), accepted: 2 });
		const bad = notRun(workflow, 'two\nlines');
		expect(formatOutcomes([good, bad])).toBe(
			[
				'Workflow  Node   Items in  Requests accepted  Items failed  Result',
				'--------  -----  --------  -----------------  ------------  ---------------',
				'Visitors  Vambe  2         2                  0             as expected',
				'Visitors  Vambe  0         0                  0             NOT AS EXPECTED',
				'',
				'Visitors: two lines',
			].join('\n'),
		);
	});
});
