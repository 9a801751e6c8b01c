import {
	throwIfCancelled,
	untilCancelled,
	withCancelSignal,
} from '../../../../nodes/shared/n8n/cancelSignal';
import { fakeContext } from '../../../support/fakeContext';

it('puts a signal of our own in place of that of the run, for one request', () => {
	const [ours, theirs] = [new AbortController().signal, new AbortController().signal];
	const context = fakeContext({ parameters: [{}], cancelSignal: theirs });
	const own = withCancelSignal(context, ours);
	expect('getExecutionCancelSignal' in own && own.getExecutionCancelSignal()).toBe(ours);
	expect(context.getExecutionCancelSignal()).toBe(theirs);
	expect(own.getNode()).toEqual(context.getNode());
});

describe('work that is cancelled with its execution', () => {
	const setUp = (cancelSignal?: AbortSignal) => {
		const cancel = jest.fn();
		const context = fakeContext({ parameters: [{}], cancelSignal });
		return {
			cancel,
			during: (work: () => Promise<void>) => untilCancelled(context, { cancel }, work),
		};
	};

	it('is cancelled once when the execution is, and not when that happens later', async () => {
		const execution = new AbortController();
		const { cancel, during } = setUp(execution.signal);
		await during(async () => {
			expect(cancel).not.toHaveBeenCalled();
		});
		execution.abort();
		expect(cancel).not.toHaveBeenCalled();

		const other = new AbortController();
		const { cancel: cancelOther, during: duringOther } = setUp(other.signal);
		await duringOther(async () => other.abort());
		expect(cancelOther).toHaveBeenCalledTimes(1);
	});

	it('is cancelled at its beginning when the execution was before', async () => {
		const { cancel, during } = setUp(AbortSignal.abort());
		await during(async () => undefined);
		expect(cancel).toHaveBeenCalledTimes(1);
	});

	it('is done where n8n has no signal', async () => {
		const { cancel, during } = setUp();
		const work = jest.fn(async () => undefined);
		await during(work);
		expect(work).toHaveBeenCalledTimes(1);
		expect(cancel).not.toHaveBeenCalled();
	});
});

it('ends a run whose execution was cancelled, and says how far it came', () => {
	const throwing = (cancelSignal?: AbortSignal) => () =>
		throwIfCancelled(fakeContext({ parameters: [{}], cancelSignal }), '3 of 5 items were done.');
	expect(throwing()).not.toThrow();
	expect(throwing(new AbortController().signal)).not.toThrow();
	expect(throwing(AbortSignal.abort())).toThrow(
		expect.objectContaining({
			message: 'The execution was cancelled',
			description: '3 of 5 items were done.',
		}) as Error,
	);
});
