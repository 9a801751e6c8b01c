import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import type { Service } from '../api/client';
import { propertiesOf, type Item } from '../fields/field';
import { throwIfCancelled } from '../n8n/cancelSignal';
import { RunItems } from '../n8n/item';
import { systemClock } from '../n8n/systemClock';
import type { Operation } from '../operation/operation';
import { optionsOf, type ItemSettings, type Options, type RunSettings } from '../operation/options';
import { placeholder, resolved } from '../operation/reference';
import { failureFromError, type Failure } from '../values/failure';
import { InvalidValue } from '../values/invalidValue';
import type { RunReport } from './report';

/** An item that may be sent: read, validated and measured. */
export interface ReadyItem {
	index: number;
	/** Values of the operation's fields; before anything is sent, references become IDs. */
	input: unknown;
	/** Values of the operation's own options. */
	own: unknown;
	settings: ItemSettings;
	/** Bytes of its request body. */
	bytes: number;
}

export interface ReadItems {
	items: ReadyItem[];
	/** Undefined when they cannot be read, so that no item is ready. */
	settings?: RunSettings;
}

/** How long (ms) items are read before other work of the n8n process, such as a cancel, gets its turn. */
const TURN_MS = 20;

/**
 * Reads and validates all items of a run without sending anything; bad ones are reported as failed.
 *
 * @throws {NodeOperationError} when the execution is cancelled meanwhile.
 */
export async function readItems(
	context: IExecuteFunctions,
	service: Service,
	operation: Operation,
	report: RunReport,
): Promise<ReadItems> {
	const runItems = new RunItems(context);
	const options = optionsOf(service, operation);
	const check = itemCheck(service, operation, options);
	const items: ReadyItem[] = [];
	let settings: RunSettings | Failure | undefined;
	let turnEnds = systemClock.now() + TURN_MS;
	for (let index = 0; index < report.total; index++) {
		if (systemClock.now() >= turnEnds) {
			await sleep(0);
			throwIfCancelled(context, report.progress);
			turnEnds = systemClock.now() + TURN_MS;
		}
		const item = runItems.item(index);
		settings ??= orFailure(() => options.readRun(item));
		const ready = isFailure(settings) ? settings : orFailure(() => check(item));
		if (isFailure(ready)) report.failed(index, ready);
		else items.push(ready);
	}
	for (const warning of runItems.warnings) report.warn(warning);
	return { items, settings: settings && isFailure(settings) ? undefined : settings };
}

function orFailure<T>(read: () => T): T | Failure {
	try {
		return read();
	} catch (error) {
		return failureFromError(error);
	}
}

function isFailure<T extends object>(result: T | Failure): result is Failure {
	return 'hint' in result;
}

/**
 * Makes the function that reads, validates and measures one item.
 *
 * @throws {InvalidValue} from that function, when the item cannot be sent.
 */
export function itemCheck(
	service: Service,
	operation: Operation,
	options: Options,
): (item: Item) => ReadyItem {
	return (item) => {
		const { settings, own } = options.readItem(item);
		const input = operation.read(item);
		const bytes = bodyBytes(operation.request(resolved(input, placeholder), own).body);
		if (bytes > service.limits.bodyBytes) throw tooLarge(operation, bytes, service);
		return { index: item.index, input, own, settings, bytes };
	};
}

/** Bytes of a request body as JSON; `{}` when there is none. */
function bodyBytes(body: unknown): number {
	return Buffer.byteLength(JSON.stringify(body ?? {}));
}

function tooLarge(operation: Operation, bytes: number, { limits }: Service): InvalidValue {
	// Nearly always it is the metadata block that is too large.
	const block = propertiesOf(operation.fields).find(({ type }) => type === 'assignmentCollection');
	return new InvalidValue(
		block?.displayName ?? 'Request',
		`The request would be ${bytes} bytes long, but the limit is ${limits.bodyBytes}`,
		'Send fewer or shorter fields with this item.',
	);
}
