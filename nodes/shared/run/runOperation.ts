import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { credentialFailure, failureFromError } from '../api/failure';
import { connect, type ApiRequest, type Connection } from '../api/request';
import type { Service } from '../api/service';
import { withoutUnset, type Operation } from '../operation/operation';
import type { RunSettings } from '../operation/settings';
import { InvalidValue } from '../values/invalidValue';
import { throwIfCancelled } from './cancelled';
import { readItems, type ReadyItem } from './readItems';
import { RunReport } from './report';
import { sendAll, senderFor } from './sendAll';

/**
 * The one path of data of every operation: read and validate all items, and only then send them. Each
 * item ends as its output or as one reported failure, in input order.
 *
 * @param operations the list of a node; its parameters say which one runs.
 * @throws {NodeApiError | NodeOperationError} for the first failure, when the node is set to stop on
 * errors; it names the item and how many were done.
 */
export async function runOperation(
	context: IExecuteFunctions,
	service: Service,
	operations: readonly Operation[],
): Promise<INodeExecutionData[][]> {
	const report = new RunReport(context.getNode(), {
		inputs: context.getInputData(),
		stopOnError: !context.continueOnFail(),
	});
	try {
		await readAndSend(context, service, operations, report);
	} catch (error) {
		throwIfCancelled(context, report.progress);
		// n8n would hand the input items on as if they were done.
		report.failRest(failureFromError(error));
	}
	report.stopIfFailed();
	return [report.items];
}

/** @throws {InvalidValue} when the node asks for an operation that does not exist. */
async function readAndSend(
	context: IExecuteFunctions,
	service: Service,
	operations: readonly Operation[],
	report: RunReport,
): Promise<void> {
	const operation = chosenOperation(context, operations);
	const { items, settings } = await readItems(context, service, operation, report);
	if (!settings || report.mustStop) return;
	const connection = await connectOrFail(context, service, items, report);
	if (!connection || report.mustStop) return;

	const toSend = takeOutDryRuns(items, operation, connection, settings, report);
	const sender = senderFor(context, connection, settings);
	const countsCombined = settings.combineItems;
	const run = { operation, connection, sender, report, countsCombined };
	await sendAll(context, run, toSend, settings);
	if (!report.mustStop) {
		report.showHints(context, { retries: sender.retries, pausedMs: sender.pausedMs });
	}
}

/** @throws {InvalidValue} */
function chosenOperation(context: IExecuteFunctions, operations: readonly Operation[]): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const found = operations.find(
		(operation) => operation.resource.value === resource && operation.value === name,
	);
	if (found) return found;
	throw new InvalidValue(
		'Operation',
		`The operation "${name}" of the resource "${resource}" does not exist in this version of the node`,
		'Choose the resource and the operation again in the editor.',
	);
}

/** A credential that cannot be used fails every item: n8n would pass them on as if they were done. */
async function connectOrFail(
	context: IExecuteFunctions,
	service: Service,
	items: readonly ReadyItem[],
	report: RunReport,
): Promise<Connection | undefined> {
	try {
		return await connect(context, service);
	} catch (error) {
		const failure = credentialFailure(service, error);
		for (const { index } of items) report.failed(index, failure);
		return undefined;
	}
}

function takeOutDryRuns(
	items: ReadyItem[],
	operation: Operation,
	{ baseUrl }: Connection,
	{ batchSize }: RunSettings,
	report: RunReport,
): ReadyItem[] {
	return items.filter(({ index, input, options, settings }) => {
		if (!settings.dryRun) return true;
		const batch = batchSize > 1 ? operation.batch : undefined;
		const request: ApiRequest = batch?.request([input]) ?? operation.request(input, options);
		const { method, path, query, body } = request;
		report.dryRun(index, withoutUnset({ method, url: baseUrl + path, query, body }));
		return false;
	});
}
