import type { IDataObject } from 'n8n-workflow';

import {
	failureFromAnswer,
	faultWhileSending,
	givenUpFailure,
	refusedFailure,
	unmatchedFailure,
	type Failure,
} from '../api/failure';
import { apiRequest, type ApiRequest, type Connection } from '../api/request';
import { withHiddenSecrets } from '../api/secrets';
import type { Batch, BatchResult, Operation } from '../operation/operation';
import type { ItemSettings } from '../operation/settings';
import type { Outcome, Sender } from '../send/sender';
import type { Group } from './groups';
import type { ReadyItem } from './readItems';
import type { RunReport } from './report';

/** What all requests of one run share. */
export interface Run {
	operation: Operation;
	connection: Connection;
	sender: Sender;
	report: RunReport;
	/** Whether items say how many of them were combined into their request. */
	countsCombined: boolean;
}

type Ended = Exclude<Outcome, { outcome: 'stopped' }>;

/**
 * Sends one request, or the pages of one list, and reports what became of each item in it.
 *
 * Never rejects. A fault of our own while an answer is read fails the items of this group and nothing
 * else: n8n hands the input of a node that throws on as if it were done, when the node has an error
 * output.
 */
export async function sendGroup(run: Run, { items, isBatch }: Group): Promise<void> {
	const { batch } = run.operation;
	const [first] = items;
	if (first === undefined) return;
	try {
		if (batch && isBatch) await sendBatch(run, batch, items, first.settings);
		else await sendSingle(run, items, first);
	} catch (error) {
		const indexes = items.map(({ index }) => index);
		run.report.failRest(faultWhileSending(error), indexes);
	}
}

async function send(run: Run, request: ApiRequest, settings: ItemSettings): Promise<Outcome> {
	const { timeout, maxRetries } = settings;
	const attempt = (signal: AbortSignal) => apiRequest(run.connection, request, timeout, signal);
	const { idempotent } = run.operation;
	return await run.sender.send(attempt, { timeoutMs: timeout, maxRetries, idempotent });
}

/** One record, from one item or from several that were combined; or one list, page by page. */
async function sendSingle(
	run: Run,
	items: ReadyItem[],
	{ options, settings }: ReadyItem,
): Promise<void> {
	const { operation, report } = run;
	const { secrets } = run.connection;
	const input = items
		.map((item) => item.input)
		.reduce((earlier, later) => operation.merge?.(earlier, later) ?? later);
	const outputs: IDataObject[] = [];
	let request: ApiRequest | undefined = operation.request(input, options);
	while (request) {
		const ended = await send(run, request, settings);
		if (ended.outcome === 'stopped') return;
		const failure = failureOf(run, ended, input, request.path);
		if (failure) {
			for (const { index } of items) report.failed(index, failure);
			return;
		}
		const body = bodyOf(ended);
		report.warn(operation.warning?.(body));
		const output = withHiddenSecrets(operation.output(body, input), secrets, request);
		// One by one: the arguments of one call are limited, the entries of an answer are not.
		for (const one of Array.isArray(output) ? output : [output]) outputs.push(one);
		request = operation.nextPage?.(input, outputs.length, body);
	}
	for (const { index } of items) {
		// Each item says how many were combined, so that 20 items and 1 request are no riddle. A list is
		// handed on as it is: a copy of 25,000 contacts would be felt.
		report.succeeded(
			index,
			run.countsCombined
				? outputs.map((output) => ({ ...output, combinedItems: items.length }))
				: outputs,
		);
	}
}

function bodyOf(ended: Ended): unknown {
	if (ended.outcome === 'accepted') return ended.body;
	return ended.outcome === 'failed' ? ended.answer.body : undefined;
}

/** Undefined when the record is stored, now or by an attempt whose answer was lost. */
function failureOf(run: Run, ended: Ended, input: unknown, path: string): Failure | undefined {
	const { operation, connection } = run;
	const { service, secrets } = connection;
	if (ended.outcome === 'accepted') {
		const refusal = operation.refusal?.(ended.body);
		return refusal && refusedFailure(service, refusal, secrets);
	}
	if (ended.outcome === 'givenUp') return givenUpFailure(service, ended, secrets);
	const { answer, attempts } = ended;
	const arrived = operation.arrivedBefore?.(Number(answer.statusCode), attempts, input);
	return arrived ? undefined : failureFromAnswer(service, answer, secrets, path);
}

async function sendBatch(
	run: Run,
	batch: Batch<unknown>,
	items: ReadyItem[],
	settings: ItemSettings,
): Promise<void> {
	const { report, connection } = run;
	const inputs = items.map((item) => item.input);
	const request = batch.request(inputs);
	const ended = await send(run, request, settings);
	if (ended.outcome === 'stopped') return;

	const tooLarge = ended.outcome === 'failed' && ended.answer.statusCode === 413;
	if (tooLarge && items.length > 1) {
		// The server does not say how much it takes, so that is found by halving (D20).
		const middle = Math.ceil(items.length / 2);
		await sendBatch(run, batch, items.slice(0, middle), settings);
		await sendBatch(run, batch, items.slice(middle), settings);
		return;
	}
	const results = batch.results(bodyOf(ended), inputs);
	items.forEach(({ index }, position) => {
		const result = results?.[position];
		if (result && 'output' in result) {
			report.succeeded(index, [withHiddenSecrets(result.output, connection.secrets, request)]);
		} else report.failed(index, batchFailure(connection, ended, result));
	});
}

/** The refusal of this record, or else that of the whole batch, or else an answer nobody can read. */
function batchFailure(
	{ service, secrets }: Connection,
	ended: Ended,
	result: BatchResult | undefined,
): Failure {
	if (result && 'refusal' in result) return refusedFailure(service, result.refusal, secrets);
	if (ended.outcome === 'failed') return failureFromAnswer(service, ended.answer, secrets);
	if (ended.outcome === 'givenUp') return givenUpFailure(service, ended, secrets);
	return unmatchedFailure(service, ended.body, secrets);
}
