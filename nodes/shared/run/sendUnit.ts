import type { Delivered, Delivery, SendLimits } from '../send/delivery';
import { rejectedFailure, unmatchedFailure, type Failure } from '../api/failure';
import type { Batch, BatchResult, Operation } from '../operation/operation';
import type { Prepared } from './prepare';
import type { RequestOptions } from '../operation/requestOptions';
import type { RunReport } from './runReport';
import { withHiddenSecrets } from '../api/secrets';
import type { Unit } from './units';

/** Everything a request needs beside its items. */
export interface Sending {
	operation: Operation;
	delivery: Delivery;
	report: RunReport;
}

type Answered = Exclude<Delivered, { outcome: 'stopped' }>;

/** Sends one request and reports what became of each item in it. */
export async function sendUnit(sending: Sending, { items, isBatch }: Unit): Promise<void> {
	const { batch } = sending.operation;
	const [first] = items;
	if (first === undefined) return;
	if (batch && isBatch) await sendBatch(sending, batch, items, limitsOf(first.options));
	else await sendSingle(sending, items, first);
}

/** One record, from one item or from several that were combined. */
async function sendSingle(
	{ operation, delivery, report }: Sending,
	items: Prepared[],
	{ options }: Prepared,
): Promise<void> {
	const input = items
		.map((item) => item.input)
		.reduce((earlier, later) => operation.combine?.(earlier, later) ?? later);
	const delivered = await delivery.send(operation.toRequest(input, options), limitsOf(options));
	if (delivered.outcome === 'stopped') return;

	const failure = failureOf(operation, delivery, delivered, input);
	if (failure) {
		for (const { index } of items) report.failed(index, failure);
		return;
	}
	report.warn(operation.warning?.(delivered.body));
	const output = withHiddenSecrets(operation.toOutput(delivered.body, input), delivery.secrets);
	// Each item says how many were combined, so that 20 items and 1 request are no riddle.
	const count = options.combineItems ? { combinedItems: items.length } : {};
	for (const { index } of items) report.succeeded(index, { ...output, ...count });
}

function limitsOf({ timeout, maxRetries }: RequestOptions): SendLimits {
	return { timeoutMs: timeout, maxRetries };
}

/** Undefined when the record is stored, now or by an attempt whose answer was lost. */
function failureOf(
	operation: Operation,
	{ service, secrets }: Delivery,
	delivered: Answered,
	input: unknown,
): Failure | undefined {
	if (delivered.outcome === 'failed') {
		const { statusCode } = delivered.failure.details;
		const arrived = operation.arrivedBefore?.(Number(statusCode), delivered.attempts, input);
		return arrived ? undefined : delivered.failure;
	}
	const rejection = operation.rejection?.(delivered.body);
	return rejection && rejectedFailure(service, rejection, secrets);
}

async function sendBatch(
	sending: Sending,
	batch: Batch<unknown>,
	items: Prepared[],
	limits: SendLimits,
): Promise<void> {
	const { delivery, report } = sending;
	const inputs = items.map((item) => item.input);
	const delivered = await delivery.send(batch.toRequest(inputs), limits);
	if (delivered.outcome === 'stopped') return;

	const tooLarge = delivered.outcome === 'failed' && delivered.failure.details.statusCode === 413;
	if (tooLarge && items.length > 1) {
		await sendHalves(sending, batch, items, limits);
		return;
	}
	const results = batch.readResults(delivered.body, inputs);
	items.forEach(({ index }, position) => {
		const result = results?.[position];
		if (result && 'output' in result) {
			report.succeeded(index, withHiddenSecrets(result.output, delivery.secrets));
		} else report.failed(index, batchFailure(delivery, delivered, result));
	});
}

/** The refusal of this record, or else that of the whole batch, or else an answer nobody can read. */
function batchFailure(
	{ service, secrets }: Delivery,
	delivered: Answered,
	result: BatchResult | undefined,
): Failure {
	if (result && 'rejection' in result) return rejectedFailure(service, result.rejection, secrets);
	if (delivered.outcome === 'failed') return delivered.failure;
	return unmatchedFailure(service, delivered.body, secrets);
}

/** ASAPP does not name its limit in bytes, so it is found by halving. */
async function sendHalves(
	sending: Sending,
	batch: Batch<unknown>,
	items: Prepared[],
	limits: SendLimits,
): Promise<void> {
	const middle = Math.ceil(items.length / 2);
	await sendBatch(sending, batch, items.slice(0, middle), limits);
	await sendBatch(sending, batch, items.slice(middle), limits);
}
