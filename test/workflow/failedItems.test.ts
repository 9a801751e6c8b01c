import type { INode } from 'n8n-workflow';

import { caseOf, itemsFor, nodeOf } from '../cases';
import { runWorkflow, outputOf, taskData } from '../engine/engine';
import { workflowOf } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';

const MODES: ReadonlyArray<NonNullable<INode['onError']>> = [
	'continueRegularOutput',
	'continueErrorOutput',
];

describe('a failed item', () => {
	const runs = useSandbox();
	const get = caseOf('vambe/contact/get');

	it.each(MODES)(
		'keeps what it brought under the names of the failure, and its files, %s',
		async (mode) => {
			const shop = { id: 'nobody', error: 'payment declined', details: { order: 5 } };
			const workflow = workflowOf(nodeOf(get), [shop], { onError: mode });
			const cv = { data: 'aGVsbG8=', mimeType: 'text/plain', fileName: 'cv.txt' };
			workflow.pinData = { Start: [{ json: shop, binary: { cv } }] };
			const run = await runWorkflow(workflow, { credentials: runs.credentials() });
			const [item] = outputOf(run, 'Node', mode === 'continueErrorOutput' ? 1 : 0);
			expect(item).toMatchObject({
				json: {
					id: 'nobody',
					inputError: 'payment declined',
					inputDetails: { order: 5 },
					error: expect.stringMatching(/^Item 0: Contact is "nobody"/) as string,
					details: { field: 'Contact' },
				},
				binary: { cv },
			});
			expect(taskData(run, 'Node').error).toBeUndefined();
		},
	);

	it.each([
		['from the item', undefined],
		['from the answer', 'answer'],
	])('brings no markup into the line above the output, %s', async (_where, where) => {
		const link = '<a href=https://evil.example>Log in</a><img src=https://evil.example/p.png>';
		const [item] = itemsFor(get, 1);
		if (where) runs.sandbox.failNext({ status: 400, body: { statusCode: 400, message: link } });
		const input = where ? item : { id: link };
		const { hints } = await runs.run(nodeOf(get), [input ?? {}], {
			onError: 'continueRegularOutput',
		});
		expect(hints).toHaveLength(1);
		expect(hints[0]).toContain('&lt;a href=');
		expect(hints[0]).not.toMatch(/[<>]/);
	});
});
