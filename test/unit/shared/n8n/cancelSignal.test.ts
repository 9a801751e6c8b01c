import { withCancelSignal } from '../../../../nodes/shared/n8n/cancelSignal';
import { fakeContext } from '../../../support/fakeContext';

it('puts a signal of our own in place of that of the run, for one request', () => {
	const [ours, theirs] = [new AbortController().signal, new AbortController().signal];
	const context = fakeContext({ parameters: [{}], cancelSignal: theirs });
	const own = withCancelSignal(context, ours);
	expect('getExecutionCancelSignal' in own && own.getExecutionCancelSignal()).toBe(ours);
	expect(context.getExecutionCancelSignal()).toBe(theirs);
	expect(own.getNode()).toEqual(context.getNode());
});
