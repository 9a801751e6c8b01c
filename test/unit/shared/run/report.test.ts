import { RunReport } from '../../../../nodes/shared/run/report';
import { fakeContext, inputs, node } from '../../../support/fakeContext';

const failure = { message: 'Name is empty', hint: 'Fill it in.', details: { field: 'Name' } };
const plain = { retries: 0, pausedMs: 0 };

function shown(report: RunReport, sending = plain): unknown[] {
	const hints: unknown[] = [];
	report.showHints(fakeContext({ parameters: [{}], hints }), sending);
	return hints;
}

describe('RunReport', () => {
	it('keeps every outcome at the place of its item', () => {
		const report = new RunReport(node, { inputs: inputs(3), stopOnError: true });
		report.dryRun(2, { method: 'POST' });
		report.failed(0, failure);
		report.succeeded(1, [{ id: 7 }]);
		expect(report.items).toMatchObject([
			{ json: { error: 'Item 0: Name is empty' }, pairedItem: { item: 0 } },
			{ json: { id: 7 }, pairedItem: { item: 1 } },
			{ json: { dryRun: true, request: { method: 'POST' } }, pairedItem: { item: 2 } },
		]);
	});

	it('throws the first failure, with what was done before it', () => {
		const report = new RunReport(node, { inputs: inputs(3), stopOnError: true });
		report.stopIfFailed();
		expect(report.mustStop).toBe(false);
		report.succeeded(0, [{}]);
		report.failed(2, failure);
		report.failed(1, { ...failure, message: 'later' });
		expect(report.mustStop).toBe(true);
		expect(() => report.stopIfFailed()).toThrow(
			expect.objectContaining({
				message: 'Item 2 (row 3 of 3): Name is empty',
				description: 'Fill it in. 1 of 3 items were done before the run stopped.',
			}) as Error,
		);
	});

	it('counts what ended either way, and says of how many nobody knows', () => {
		const report = new RunReport(node, { inputs: inputs(4), stopOnError: false });
		expect(report.ended).toBe(0);
		report.succeeded(0, [{}]);
		report.failed(1, failure, true);
		expect(report.ended).toBe(2);
		const done = '1 of 4 items were done before the run stopped.';
		expect(report.progress).toBe(`${done} 1 item may have been carried out all the same.`);
		report.failed(2, failure, true);
		expect(report.progress).toBe(`${done} 2 items may have been carried out all the same.`);
	});

	it('fails the rest, and nothing that has ended', () => {
		const report = new RunReport(node, { inputs: inputs(3), stopOnError: false });
		report.succeeded(1, [{ id: 1 }]);
		report.failRest(failure);
		expect(report.items.map(({ json }) => json.id ?? json.error)).toEqual([
			'Item 0: Name is empty',
			1,
			'Item 2: Name is empty',
		]);
		expect(report.ended).toBe(3);
	});

	it('gives the outputs of a read together, at the place of their item', () => {
		const report = new RunReport(node, { inputs: inputs(4), stopOnError: true });
		report.succeeded(3, [{ id: 4 }]);
		report.succeeded(0, [{ id: 1 }, { id: 2 }]);
		report.succeeded(1, []);
		expect(report.items).toEqual([
			{ json: { id: 1 }, pairedItem: { item: 0 } },
			{ json: { id: 2 }, pairedItem: { item: 0 } },
			{ json: { id: 4 }, pairedItem: { item: 3 } },
		]);
		expect(report.progress).toBe('3 of 4 items were done before the run stopped.');
	});

	it('does not stop where failures are passed on', () => {
		const report = new RunReport(node, { inputs: inputs(1), stopOnError: false });
		report.failed(0, failure);
		expect(report.mustStop).toBe(false);
		expect(() => report.stopIfFailed()).not.toThrow();
	});

	it('says that nothing was done', () => {
		expect(new RunReport(node, { inputs: inputs(3), stopOnError: true }).progress).toBe(
			'No items were completed.',
		);
	});

	it('shows nothing when all is plain', () => {
		const report = new RunReport(node, { inputs: inputs(1), stopOnError: true });
		report.succeeded(0, [{}]);
		report.warn(undefined);
		report.warn('');
		expect(shown(report, { retries: 0, pausedMs: 999 })).toEqual([]);
	});

	it('shows failures, retries and waits in one line', () => {
		const report = new RunReport(node, { inputs: inputs(3), stopOnError: true });
		report.succeeded(0, [{}]);
		report.failed(1, failure);
		expect(shown(report, { retries: 2, pausedMs: 1500 })).toEqual([
			{
				message:
					'1 of 3 done, 1 failed (first: Item 1 (row 2 of 3): Name is empty) · 2 retried · waited 2 s for the rate limit',
				location: 'outputPane',
				type: 'warning',
			},
		]);
	});

	it.each([
		[{ retries: 1, pausedMs: 0 }, '1 of 1 done, 1 retried'],
		[{ retries: 0, pausedMs: 1000 }, '1 of 1 done, waited 1 s for the rate limit'],
	])('shows %j, of a run where nothing failed, as information', (sending, message) => {
		const report = new RunReport(node, { inputs: inputs(1), stopOnError: true });
		report.succeeded(0, [{}]);
		expect(shown(report, sending)).toEqual([{ message, location: 'outputPane', type: 'info' }]);
	});

	it('counts a dry run as neither done nor failed', () => {
		const report = new RunReport(node, { inputs: inputs(1), stopOnError: true });
		report.dryRun(0, {});
		expect(report.progress).toBe('No items were completed.');
		expect(shown(report)).toEqual([]);
	});

	it('shows a warning once, as information', () => {
		const report = new RunReport(node, { inputs: inputs(2), stopOnError: true });
		report.warn('No updated fields.');
		report.warn('No updated fields.');
		expect(shown(report)).toEqual([
			{ message: 'No updated fields.', location: 'outputPane', type: 'info' },
		]);
	});

	it('does without hints in an n8n that has none', () => {
		const report = new RunReport(node, { inputs: inputs(1), stopOnError: true });
		report.warn('No updated fields.');
		expect(() => report.showHints(fakeContext({ parameters: [{}] }), plain)).not.toThrow();
	});
});
