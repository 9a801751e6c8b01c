import type { IExecuteFunctions } from 'n8n-workflow';

import { RunItems } from '../../../../nodes/shared/n8n/item';

interface Place {
	instanceId?: string;
	workflowId?: string;
	executionId?: string | undefined;
	nodeId?: string;
	runIndex?: number;
	type?: string;
}

/** A reader of a run at this place, over two items. */
function readerOf(at: Place = {}) {
	const {
		instanceId = 'i',
		workflowId = 'w',
		nodeId = 'node-1',
		runIndex = 0,
		type = 'vambe',
	} = at;
	const executionId = 'executionId' in at ? at.executionId : '42';
	const context = {
		getNode: () => ({ id: nodeId, name: 'Node', type, parameters: {} }),
		getNodeParameter: (name: string, index: number) => `${name} of ${index}`,
		getTimezone: () => 'America/Santiago',
		getInputData: () => [{ json: { a: 1 } }, { json: { b: 2 } }],
		getInstanceId: () => instanceId,
		getWorkflow: () => ({ id: workflowId }),
		getExecutionId: () => executionId,
		evaluateExpression: () => runIndex,
	} as unknown as IExecuteFunctions;
	return { context, reader: new RunItems(context) };
}

describe('an item', () => {
	it('has its position and its fields, none when it is not there', () => {
		const { reader } = readerOf();
		expect(reader.item(1)).toMatchObject({ index: 1, json: { b: 2 } });
		expect(reader.item(7).json).toEqual({});
	});

	it('has a place that is its own, and the same when it is read again', () => {
		const place = (index: number, at?: Place) => readerOf(at).reader.item(index).place;
		const places = [
			place(0),
			place(1),
			place(0, { instanceId: 'j' }),
			place(0, { workflowId: 'x' }),
			place(0, { executionId: '43' }),
			place(0, { nodeId: 'node-2' }),
			place(0, { runIndex: 1 }),
			// These would be one if the parts were only put one after another.
			place(0, { executionId: '1', nodeId: '23' }),
			place(0, { executionId: '12', nodeId: '3' }),
			place(1, { runIndex: 11 }),
			place(11, { runIndex: 1 }),
		];
		expect(new Set(places).size).toBe(places.length);
		expect(place(1)).toBe(places[1]);
	});

	it('finds out about its run only once, and only when asked', () => {
		const { context } = readerOf();
		const asked = jest.spyOn(context, 'evaluateExpression');
		const reader = new RunItems(context);
		const items = [reader.item(0), reader.item(1)];
		expect(asked).not.toHaveBeenCalled();
		expect(items.map((item) => item.place)).toEqual([
			'["i","w","node-1","Node","42",0,0]',
			'["i","w","node-1","Node","42",0,1]',
		]);
		expect(asked).toHaveBeenCalledTimes(1);
	});
});

describe('what an agent or an MCP client calls', () => {
	it.each([
		['has no execution', { executionId: undefined }],
		['has an execution without a name', { executionId: '' }],
		['is a tool', { type: 'vambeTool' }],
	])('%s: each call is a place of its own', (_what, at: Place) => {
		const places = [readerOf(at), readerOf(at)].map(({ reader }) => reader.item(0).place);
		expect(places[0]).not.toBe(places[1]);
		const { reader } = readerOf(at);
		expect(reader.item(0).place).toBe(reader.item(0).place);
	});

	it('is told from a node on the canvas', () => {
		expect(readerOf({ type: 'n8n-nodes-x.vambeTool' }).reader.item(0).fromAgent).toBe(true);
		expect(readerOf().reader.item(0).fromAgent).toBe(false);
	});
});

it('warns of what the user named and no item had', () => {
	const { reader } = readerOf();
	const [one, other] = [reader.item(0), reader.item(1)];
	one.expects(false, 'no a');
	one.expects(false, 'no b');
	other.expects(true, 'no a');
	other.expects(false, 'no b');
	one.expects(false, 'no a');
	expect([...reader.warnings]).toEqual(['no b']);
});

it('reads a parameter for its own item', () => {
	const { reader } = readerOf();
	expect(reader.item(1).parameter('x')).toBe('x of 1');
	expect(reader.item(1).template('y')).toEqual({ value: 'y of 1', isMixed: false });
});
