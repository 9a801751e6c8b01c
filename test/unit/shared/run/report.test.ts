import { RunReport } from '../../../../nodes/shared/run/runReport';
import { fakeContext, node } from '../../../support/fakeContext';

const failure = { message: 'Name is empty', hint: 'Fill it in.', details: { field: 'Name' } };
const plain = { retries: 0, pausedMs: 0 };

function shown(report: RunReport, sending = plain): unknown[] {
	const hints: unknown[] = [];
	report.showHints(fakeContext({ parameters: [{}], hints }), sending);
	return hints;
}

describe('RunReport', () => {
	it('keeps every outcome at the place of its item', () => {
		const report = new RunReport(node, 3);
		report.dryRun(2, { method: 'POST' });
		report.failed(0, failure);
		report.succeeded(1, { id: 7 });
		expect(report.items).toMatchObject([
			{ json: { error: 'Item 0: Name is empty' }, pairedItem: { item: 0 } },
			{ json: { id: 7 }, pairedItem: { item: 1 } },
			{ json: { dryRun: true, request: { method: 'POST' } }, pairedItem: { item: 2 } },
		]);
	});

	it('throws the first failure, with what was done before it', () => {
		const report = new RunReport(node, 3);
		report.throwFirstFailure();
		expect(report.hasFailure).toBe(false);
		report.succeeded(0, {});
		report.failed(2, failure);
		report.failed(1, { ...failure, message: 'later' });
		expect(report.hasFailure).toBe(true);
		expect(() => report.throwFirstFailure()).toThrow(
			expect.objectContaining({
				message: 'Item 2: Name is empty',
				description: 'Fill it in. 1 of 3 items were sent before the run stopped.',
			}) as Error,
		);
	});

	it('says that nothing was sent', () => {
		expect(new RunReport(node, 3).progress).toBe('No item was done.');
	});

	it('shows nothing when all is plain', () => {
		const report = new RunReport(node, 1);
		report.succeeded(0, {});
		report.warn(undefined);
		report.warn('');
		expect(shown(report, { retries: 0, pausedMs: 999 })).toEqual([]);
	});

	it('shows failures, retries and waits in one line', () => {
		const report = new RunReport(node, 3);
		report.succeeded(0, {});
		report.failed(1, failure);
		expect(shown(report, { retries: 2, pausedMs: 1500 })).toEqual([
			{
				message: '1 of 3 sent, 1 failed · 2 retried · waited 2 s for the rate limit',
				location: 'outputPane',
				type: 'warning',
			},
		]);
	});

	it('shows a warning once, as information', () => {
		const report = new RunReport(node, 2);
		report.warn('No updated fields.');
		report.warn('No updated fields.');
		expect(shown(report)).toEqual([
			{ message: 'No updated fields.', location: 'outputPane', type: 'info' },
		]);
	});

	it('does without hints in an n8n that has none', () => {
		const report = new RunReport(node, 1);
		report.warn('No updated fields.');
		expect(() => report.showHints(fakeContext({ parameters: [{}] }), plain)).not.toThrow();
	});
});
