import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ApiRequest, Client, Service } from '../api/client';
import { throwIfCancelled, untilCancelled } from '../n8n/cancelSignal';
import type { Operation } from '../operation/operation';
import type { RunSettings } from '../operation/options';
import { placeholder, referencesIn, resolved, withReadablePath } from '../operation/reference';
import { failureFromError } from '../values/failure';
import { InvalidValue } from '../values/invalidValue';
import { accountsOf, effortOf, forEachAccount } from './accounts';
import { EarlierTries } from './earlierTries';
import { lookUp } from './lookUp';
import { readItems, type ReadyItem } from './readItems';
import { withoutRepeats } from './repeats';
import { RunReport } from './report';
import { sendAll, type WholeRun } from './sendAll';
import { withoutUnset } from '../values/fields';

/**
 * The one path of data of every operation: read and validate all items, look up what they refer to, and
 * only then send them. Each item ends as its output or as one reported failure, in input order.
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

/**
 * @throws {InvalidValue} for what fails every item: an operation that does not exist.
 * @throws {NodeOperationError} when the user or a time-out of n8n cancelled the execution.
 */
async function readAndSend(
	context: IExecuteFunctions,
	service: Service,
	operations: readonly Operation[],
	report: RunReport,
): Promise<void> {
	const operation = chosenOperation(context, operations);
	const { items, settings } = await readItems(context, service, operation, report);
	if (!settings || report.mustStop) return;
	const accounts = await accountsOf(context, service, items, report, {
		requestsPerSecond: settings.requestsPerSecond,
		concurrency: settings.concurrency,
	});
	const earlierTries = EarlierTries.of(context, operation);
	const each = (act: (client: Client) => void) => accounts.forEach(({ client }) => act(client));
	const runOf = (client: Client): WholeRun => ({
		operation,
		client,
		report,
		countsCombined: settings.combineItems,
		earlierTries,
		stop: () => each((one) => one.stop()),
	});
	for (const account of accounts) {
		const asked = withoutRepeats(account.items, operation, report);
		account.items = takeOutDryRuns(asked, operation, account.client, settings, report);
	}
	const all = { cancel: () => each((one) => one.cancel()) };
	await untilCancelled(context, all, async () => {
		await forEachAccount(accounts, report, async (account) => {
			const { client, items: real } = account;
			account.items = await lookUp(context.logger, runOf(client), real);
		});
		// Only now: where the run stops on errors, a look-up that fails must find nothing sent.
		await forEachAccount(accounts, report, async ({ client, items: toSend }) => {
			await sendAll(context.logger, runOf(client), toSend, settings);
		});
	});
	throwIfCancelled(context, report.progress);
	if (!report.mustStop) report.showHints(context, effortOf(accounts));
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

function takeOutDryRuns(
	items: ReadyItem[],
	operation: Operation,
	{ baseUrl }: Client,
	{ batchSize }: RunSettings,
	report: RunReport,
): ReadyItem[] {
	return items.filter(({ index, input, own, settings }) => {
		if (!settings.dryRun) return true;
		const batch = batchSize > 1 ? operation.batch : undefined;
		const said = resolved(input, placeholder);
		const request: ApiRequest = batch?.request([said]) ?? operation.request(said, own);
		const { method, path, query, body } = withReadablePath(request, referencesIn(input));
		report.dryRun(index, withoutUnset({ method, url: baseUrl + path, query, body }));
		return false;
	});
}
