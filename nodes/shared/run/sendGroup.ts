import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest, Client, Patience, Reply } from '../api/client';
import type { Batch, Operation } from '../operation/operation';
import type { ItemSettings } from '../operation/options';
import { faultWhileSending, type Failure } from '../values/failure';
import { isRecord } from '../values/text';
import type { EarlierTries, Happened } from './earlierTries';
import type { Group } from './groups';
import type { ReadyItem } from './readItems';
import type { RunReport } from './report';

/** A limit per hour is sat out: an hour, and a little (ms). */
const LONGEST_REFUSAL_MS = 65 * 60_000;

/** What all requests of one run share. */
export interface Run {
	operation: Operation;
	client: Client;
	report: RunReport;
	/** Whether items say how many of them were combined into their request. */
	countsCombined: boolean;
	/** Of what must not happen twice; left out where nothing is to be kept. */
	earlierTries?: EarlierTries;
}

/**
 * How long a request of a run is tried, be it a look-up or what the run is for.
 *
 * @param idempotent whether the request may arrive twice.
 */
export function patience({ timeout, maxRetries }: ItemSettings, idempotent: boolean): Patience {
	return { timeoutMs: timeout, maxRetries, idempotent, longestRefusalMs: LONGEST_REFUSAL_MS };
}

type Ended = Exclude<Reply, { outcome: 'stopped' }>;

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
		else if (run.earlierTries) await sendOnce(run, run.earlierTries, first);
		else await sendSingle(run, items, first);
	} catch (error) {
		const indexes = items.map(({ index }) => index);
		run.report.failRest(faultWhileSending(error), indexes);
	}
}

async function send(
	{ client, operation }: Run,
	request: ApiRequest,
	settings: ItemSettings,
): Promise<Reply> {
	return await client.send(request, patience(settings, operation.idempotent));
}

/** One record, unless n8n ran the node before and it was sent then. */
async function sendOnce(run: Run, tries: EarlierTries, item: ReadyItem): Promise<void> {
	const { index, input, own } = item;
	const request = run.operation.request(input, own);
	const before = tries.begin(index, request);
	if (before) {
		if ('failure' in before) run.report.failed(index, before.failure, true);
		else run.report.succeeded(index, before.outputs);
		return;
	}
	tries.end(index, request, await sendSingle(run, [item], item));
}

/**
 * One record, from one item or from several that were combined; or one list, page by page.
 *
 * @returns the outputs, or else whether it may have been carried out all the same.
 */
async function sendSingle(
	run: Run,
	items: ReadyItem[],
	{ own, settings }: ReadyItem,
): Promise<Happened> {
	const { operation, report } = run;
	const [one, ...others] = items.map((item) => item.input);
	const input = others.length > 0 ? (operation.merge?.([one, ...others]) ?? others.at(-1)) : one;
	const outputs: IDataObject[] = [];
	const pages = operation.pages?.(input);
	let request: ApiRequest | undefined = operation.request(input, own);
	while (request) {
		const reply = await send(run, request, settings);
		if (reply.outcome === 'stopped') return { mayHave: false };
		const failure = failureOf(run, reply, input);
		if (failure) {
			const mayHave = reply.outcome === 'accepted' || reply.mayHaveHappened === true;
			for (const { index } of items) {
				report.failed(index, failure, mayHave && !operation.idempotent);
			}
			return { mayHave };
		}
		const { body } = reply;
		report.warn(operation.warning?.(body));
		const page = pages?.take(body, outputs);
		report.warn(page?.warning);
		const output = operation.output(page ? page.entries : body, input);
		// One by one: the arguments of one call are limited, the entries of an answer are not.
		for (const one of Array.isArray(output) ? output : [output]) outputs.push(one);
		request = page?.next;
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
	return { outputs };
}

function kindOf(body: unknown): 'object' | 'list' | undefined {
	if (Array.isArray(body)) return 'list';
	return isRecord(body) && Object.keys(body).length > 0 ? 'object' : undefined;
}

/** Undefined when the record is stored, now or by an attempt whose answer was lost. */
function failureOf({ operation, client }: Run, reply: Ended, input: unknown): Failure | undefined {
	if (reply.outcome === 'accepted') {
		const { expects } = operation;
		if (expects && kindOf(reply.body) !== expects) return client.unexpected(expects);
		const refusal = operation.refusal?.(reply.body);
		return refusal && client.refused(refusal);
	}
	const arrived = operation.arrivedBefore?.(Number(reply.statusCode), reply.mayHaveArrived, input);
	return arrived ? undefined : reply.failure;
}

/**
 * Refusals of a batch as a whole that are about some of its records, and do not say which: too large (the
 * server does not say how much it takes, D20), and a record that is stored already (D14).
 */
const HALVED = new Set([409, 413]);

/** @param begun whether an earlier attempt at these records may have arrived. */
async function sendBatch(
	run: Run,
	batch: Batch<unknown>,
	items: ReadyItem[],
	settings: ItemSettings,
	begun = false,
): Promise<void> {
	const { report, client, operation } = run;
	const inputs = items.map((item) => item.input);
	const reply = await send(run, batch.request(inputs), settings);
	if (reply.outcome === 'stopped') return;

	const isAccepted = reply.outcome === 'accepted';
	const statusCode = isAccepted ? undefined : reply.statusCode;
	const mayHaveArrived = begun || reply.mayHaveArrived;
	if (HALVED.has(Number(statusCode)) && items.length > 1) {
		const middle = Math.ceil(items.length / 2);
		await sendBatch(run, batch, items.slice(0, middle), settings, mayHaveArrived);
		if (report.mustStop) return;
		await sendBatch(run, batch, items.slice(middle), settings, mayHaveArrived);
		return;
	}
	const results = batch.results(reply.body, inputs);
	// An answer nobody can read says nothing about any of its records.
	const ofAll = isAccepted ? client.unmatched(reply.body) : reply.failure;
	items.forEach(({ index, input }, position) => {
		const result = results[position];
		if (result && 'refusal' in result) {
			report.failed(index, client.refused(result.refusal, statusCode));
		} else if (result && isAccepted) report.succeeded(index, [result.output]);
		else if (operation.arrivedBefore?.(Number(statusCode), mayHaveArrived, input)) {
			report.succeeded(index, [operation.output(undefined, input)].flat());
		} else report.failed(index, ofAll);
	});
}
