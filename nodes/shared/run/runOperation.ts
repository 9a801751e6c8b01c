import {
	NodeOperationError,
	sleep,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { connect, type Connection } from '../api/apiRequest';
import type { ApiService } from '../api/apiService';
import { Delivery } from '../send/delivery';
import { dispatch, type Job } from '../send/dispatch';
import { failureFromError } from '../api/failure';
import type { Operation } from '../operation/operation';
import { itemReader, type Prepared } from './prepare';
import { RunReport } from './runReport';
import { sendUnit, type Sending } from './sendUnit';
import { units } from './units';

/** Items validated before other work of the n8n process gets its turn. */
const ITEMS_PER_TURN = 250;

/**
 * The one path of data of every operation: read and validate all items, and only then send them. Each
 * item ends as exactly one output item or one reported failure, in input order.
 *
 * @param operations the list of a node; its parameters say which one runs.
 * @throws {NodeApiError | NodeOperationError} for the first failure, when the node is set to stop on
 * errors; it names the item and how many were sent.
 */
export async function runOperation(
	context: IExecuteFunctions,
	service: ApiService,
	operations: readonly Operation[],
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, operations);
	const report = new RunReport(context.getNode(), context.getInputData().length);
	const stopOnError = !context.continueOnFail();

	const prepared = await prepareAll(context, service, operation, report);
	if (stopOnError) report.throwFirstFailure();

	const connection = await connectOrFail(context, service, prepared, report);
	if (stopOnError) report.throwFirstFailure();
	if (connection === undefined) return [report.items];
	const toSend = takeOutDryRuns(prepared, operation, connection, report);
	const requestsPerSecond = toSend[0]?.options.requestsPerSecond ?? service.requestsPerSecond;
	const delivery = new Delivery(connection, requestsPerSecond);
	await sendAll(context, { operation, delivery, report }, toSend, stopOnError);
	if (stopOnError) report.throwFirstFailure();
	report.showHints(context, { retries: delivery.retries, pausedMs: delivery.pace.pausedMs });
	return [report.items];
}

function chosenOperation(context: IExecuteFunctions, operations: readonly Operation[]): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const found = operations.find(
		(operation) => operation.resource.value === resource && operation.operation === name,
	);
	if (found) return found;
	throw new NodeOperationError(
		context.getNode(),
		`The operation "${name}" of the resource "${resource}" does not exist in this version of the node`,
		{ description: 'Choose the resource and the operation again in the editor.' },
	);
}

async function prepareAll(
	context: IExecuteFunctions,
	service: ApiService,
	operation: Operation,
	report: RunReport,
): Promise<Prepared[]> {
	const total = context.getInputData().length;
	const readItem = itemReader(context, operation, service.requestsPerSecond);
	const prepared: Prepared[] = [];
	for (let index = 0; index < total; index++) {
		if (index > 0 && index % ITEMS_PER_TURN === 0) await sleep(0);
		const item = readItem(index);
		if ('input' in item) prepared.push(item);
		else report.failed(index, item);
	}
	return prepared;
}

/** A credential that cannot be used fails every item: n8n would pass them on as if they were done. */
async function connectOrFail(
	context: IExecuteFunctions,
	service: ApiService,
	prepared: Prepared[],
	report: RunReport,
): Promise<Connection | undefined> {
	try {
		return await connect(context, service);
	} catch (error) {
		const failure = failureFromError(error);
		for (const { index } of prepared) report.failed(index, failure);
		return undefined;
	}
}

function takeOutDryRuns(
	prepared: Prepared[],
	operation: Operation,
	{ baseUrl }: Connection,
	report: RunReport,
): Prepared[] {
	return prepared.filter(({ index, input, options }) => {
		if (!options.dryRun) return true;
		const batch = options.batchSize > 1 ? operation.batch : undefined;
		const request = batch?.toRequest([input]) ?? operation.toRequest(input, options);
		const { method, path, body } = request;
		report.dryRun(index, { method, url: baseUrl + path, body });
		return false;
	});
}

/** @throws {NodeOperationError} when the user or a time-out of n8n cancelled the execution. */
async function sendAll(
	context: IExecuteFunctions,
	sending: Sending,
	prepared: Prepared[],
	stopOnError: boolean,
): Promise<void> {
	const { delivery, report } = sending;
	const concurrency = prepared[0]?.options.concurrency ?? 1;
	const signal = context.getExecutionCancelSignal();
	const cancel = (): void => delivery.cancel();
	signal?.addEventListener('abort', cancel, { once: true });
	if (signal?.aborted) cancel();
	try {
		await dispatch(jobs(sending, prepared, stopOnError), {
			concurrency,
			shouldStop: () => delivery.stopped,
		});
	} finally {
		signal?.removeEventListener('abort', cancel);
	}
	if (signal?.aborted) {
		throw new NodeOperationError(context.getNode(), 'The execution was cancelled', {
			description: report.progress,
		});
	}
}

function* jobs(sending: Sending, prepared: Prepared[], stopOnError: boolean): Generator<Job> {
	for (const unit of units(sending.operation, prepared)) {
		yield {
			keys: unit.keys,
			run: async () => {
				await sendUnit(sending, unit);
				if (stopOnError && sending.report.hasFailure) sending.delivery.stop();
			},
		};
	}
}
