import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ApiRequest } from '../api/apiRequest';
import type { ApiErrorText } from '../api/apiService';
import type { FieldSchema } from '../fields/fieldSchemas';
import { requestOptionFields, type ExtraOption, type RequestOptions } from './requestOptions';

/** Which run of which node an item belongs to: the same when n8n's "Retry On Fail" repeats it. */
export interface RunIdentity {
	executionId: string;
	nodeId: string;
	runIndex: number;
}

/** How several items travel in one request. */
export interface Batch<Input> {
	toRequest(inputs: Input[]): ApiRequest;
	/**
	 * One result per input, in input order.
	 *
	 * @returns undefined when the answer cannot be matched to the inputs.
	 */
	readResults(response: unknown, inputs: Input[]): BatchResult[] | undefined;
}

export type BatchResult = { output: IDataObject } | { rejection: ApiErrorText };

/**
 * One operation of one node: everything about it, top to bottom, in one object. The list of a node's
 * operations is all there is to routing.
 */
export interface Operation<Input = unknown> {
	resource: { name: string; value: string };
	/** Value of the `operation` parameter. */
	operation: string;
	displayName: string;
	/** A sentence for the node creator, e.g. "Update metadata of a contact". */
	action: string;
	description: string;
	/** Editor fields, without `displayOptions` for resource and operation: the list adds those. */
	fields: INodeProperties[];
	extraOptions: readonly ExtraOption[];
	/**
	 * The editor's values for one item, not yet validated.
	 *
	 * @throws {InvalidValue} when a value cannot even be read.
	 */
	read(context: IExecuteFunctions, itemIndex: number, run: RunIdentity): unknown;
	schema: FieldSchema<Input>;
	toRequest(input: Input, options: RequestOptions): ApiRequest;
	/** Items with the same key are sent in input order. */
	orderingKey(input: Input): string;
	toOutput(response: unknown, input: Input): IDataObject;
	/** What an answer with status 2xx says when it is a refusal all the same. */
	rejection?(response: unknown): ApiErrorText | undefined;
	/** Whether a failed answer means that the record had arrived before. */
	arrivedBefore?(statusCode: number, attempts: number, input: Input): boolean;
	/** Something the user should know about an accepted answer. */
	warning?(response: unknown): string | undefined;
	/** Merges two inputs for the same record; the later one wins. */
	combine?(earlier: Input, later: Input): Input;
	batch?: Batch<Input>;
}

/** Restricts fields to certain parameter values, beside the conditions they bring along. */
function showOnlyFor(fields: INodeProperties[], show: Record<string, string[]>): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...show, ...field.displayOptions?.show },
		},
	}));
}

function byName<T extends { name: string }>(a: T, b: T): number {
	return a.name.localeCompare(b.name);
}

/**
 * The parameters of a node, made from its operations: resource, operation, and for each operation its
 * fields and options.
 *
 * @param requestsPerSecond default pace of the service in requests/s, 0 for none.
 */
export function nodeProperties(
	operations: readonly Operation[],
	requestsPerSecond: number,
): INodeProperties[] {
	const resources = new Map(operations.map(({ resource }) => [resource.value, resource]));
	const defaultResource = operations[0]?.resource.value;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			default: defaultResource,
			options: [...resources.values()].sort(byName),
		},
		...[...resources.keys()].map((resource) => operationChoice(operations, resource)),
		...operations.flatMap((operation) =>
			showOnlyFor(
				[...operation.fields, requestOptionFields(operation.extraOptions, requestsPerSecond)],
				{ resource: [operation.resource.value], operation: [operation.operation] },
			),
		),
	];
}

function operationChoice(operations: readonly Operation[], resource: string): INodeProperties {
	const own = operations.filter((operation) => operation.resource.value === resource);
	const defaultOperation = own[0]?.operation;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: defaultOperation,
		displayOptions: { show: { resource: [resource] } },
		options: own
			.map(({ displayName, operation, action, description }) => ({
				name: displayName,
				value: operation,
				action,
				description,
			}))
			.sort(byName),
	};
}

/** Leaves out what is not set: the APIs take no null (see docs/api-decisions.md, row 2). */
export function withoutUnset(fields: Record<string, unknown>): IDataObject {
	const set = Object.entries(fields).filter(([, value]) => value !== undefined);
	return Object.fromEntries(set) as IDataObject;
}

/** An object answer is the output; anything else goes under `response`, an empty answer is {}. */
export function passThrough(response: unknown): IDataObject {
	if (response === undefined || response === null || response === '') return {};
	if (typeof response === 'object' && !Array.isArray(response)) return response as IDataObject;
	return { response };
}
