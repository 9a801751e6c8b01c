import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { EarlierTries } from '../../../../nodes/shared/run/earlierTries';
import { node } from '../../../support/fakeContext';
import { testOperation } from '../../../support/testOperation';

const request = (key = 'a') => ({ method: 'POST' as const, path: `/things/${key}` });
const once = testOperation({ idempotent: false });

/** The same execution of the same node, in which n8n runs it once more each time. */
function execution(more: object = {}, runs: number[] = []) {
	const kept: IDataObject = {};
	const context = {
		getNode: () => ({ ...node, retryOnFail: true, ...more }),
		getContext: () => kept,
		evaluateExpression: () => runs.shift() ?? 0,
	} as unknown as IExecuteFunctions;
	return { kept, run: (operation = once) => EarlierTries.of(context, operation) };
}

it('there are none where sending again does no harm, or where n8n will not', () => {
	expect(execution().run(testOperation())).toBeUndefined();
	expect(execution({ retryOnFail: false }).run()).toBeUndefined();
	expect(execution({ retryOnFail: undefined }).run()).toBeUndefined();
});

it('what is done stays done, with its output', () => {
	const { run } = execution();
	expect(run()?.begin(3, request())).toBeUndefined();
	run()?.end(3, request(), { outputs: [{ id: 1 }] });
	// An expression may yield something else at the next try.
	expect(run()?.begin(3, request('b'))).toEqual({ outputs: [{ id: 1 }] });
	expect(run()?.begin(4, request())).toBeUndefined();
});

it.each([{ mayHave: true }, undefined])('what may have been done is not tried again: %j', (end) => {
	const { run } = execution();
	run()?.begin(0, request());
	if (end) run()?.end(0, request(), end);
	expect(run()?.begin(0, request())).toMatchObject({
		failure: { details: { code: 'MAY_HAVE_HAPPENED' } },
	});
});

it('what surely was not done is tried again', () => {
	const { run } = execution();
	run()?.begin(0, request());
	run()?.end(0, request(), { mayHave: false });
	expect(run()?.begin(0, request())).toBeUndefined();
});

it('the next run of a loop is a new beginning', () => {
	const { run, kept } = execution({}, [0, 1, 1]);
	run()?.begin(0, request());
	expect(run()?.begin(0, request())).toBeUndefined();
	expect(run()?.begin(0, request())).toBeDefined();
	// It is stored with the execution: one run of it is enough.
	expect(kept).toEqual({ run: 1, tries: { 0: 'begun' } });
});

describe('the calls of an agent, which are all item 0 of one run', () => {
	const agent = () => execution({ type: 'n8n-nodes-vambe-asapp.vambeTool' });

	it('are told apart by what they ask for', () => {
		const { run } = agent();
		run()?.begin(0, request('a'));
		expect(run()?.begin(0, request('b'))).toBeUndefined();
		expect(run()?.begin(0, request('a'))).toBeDefined();
	});

	it('may ask for the same again once it is done', () => {
		const { run } = agent();
		run()?.begin(0, request());
		run()?.end(0, request(), { outputs: [{}] });
		expect(run()?.begin(0, request())).toBeUndefined();
	});
});
