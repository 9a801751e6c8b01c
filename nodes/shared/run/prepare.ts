import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiRequest } from '../api/apiRequest';
import { readingConstantsOnce } from '../n8n/constantParameters';
import { failureFromError, type Failure } from '../api/failure';
import type { FieldSchema } from '../fields/fieldSchemas';
import { InvalidValue } from '../values/invalidValue';
import type { Operation, RunIdentity } from '../operation/operation';
import { requestOptionsSchema, type RequestOptions } from '../operation/requestOptions';

/** Vambe's reference asks to stay under 1 MB; ASAPP answers 413 without naming its limit. */
export const MAX_BODY_BYTES = 1_000_000;

/** An item that may be sent. */
export interface Prepared {
	index: number;
	input: unknown;
	options: RequestOptions;
	/** Bytes of its request body. */
	bytes: number;
}

/**
 * Makes the function that reads and validates one item, without sending anything.
 *
 * @param requestsPerSecond default pace of the service, in requests/s.
 */
export function itemReader(
	context: IExecuteFunctions,
	operation: Operation,
	requestsPerSecond: number,
): (index: number) => Prepared | Failure {
	const run = runIdentity(context);
	const reading = readingConstantsOnce(context);
	const readOptions = optionsReader(reading, operation, requestsPerSecond);
	return (index) => prepareItem(reading, operation, readOptions, index, run);
}

function runIdentity(context: IExecuteFunctions): RunIdentity {
	return {
		executionId: context.getExecutionId(),
		nodeId: context.getNode().id,
		runIndex: Number(context.evaluateExpression('{{ $runIndex }}', 0)),
	};
}

/** Options are nearly always the same for all items: equal ones are held only once. */
function optionsReader(
	context: IExecuteFunctions,
	{ extraOptions }: Operation,
	requestsPerSecond: number,
): (index: number) => RequestOptions {
	const schema = requestOptionsSchema(extraOptions, requestsPerSecond);
	let last: RequestOptions | undefined;
	return (index) => {
		const options = parse(schema, context.getNodeParameter('options', index, {}));
		if (!last || JSON.stringify(last) !== JSON.stringify(options)) last = options;
		return last;
	};
}

function prepareItem(
	context: IExecuteFunctions,
	operation: Operation,
	readOptions: (index: number) => RequestOptions,
	index: number,
	run: RunIdentity,
): Prepared | Failure {
	try {
		const options = readOptions(index);
		const input = parse(operation.schema, operation.read(context, index, run));
		const bytes = checkedSize(operation, operation.toRequest(input, options));
		return { index, input, options, bytes };
	} catch (error) {
		return failureFromError(error);
	}
}

function parse<T>(schema: FieldSchema<T>, value: unknown): T {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const params =
		issue && 'params' in issue ? (issue.params as { field: string; fix: string }) : undefined;
	throw new InvalidValue(
		params?.field ?? issue?.path.join('.') ?? '',
		issue?.message ?? 'invalid',
		params?.fix ?? 'Correct the value.',
	);
}

function checkedSize({ fields }: Operation, { body }: ApiRequest): number {
	const bytes = Buffer.byteLength(JSON.stringify(body ?? {}));
	if (bytes <= MAX_BODY_BYTES) return bytes;
	// Nearly always it is the metadata block that is too large.
	const block = fields.find(({ type }) => type === 'assignmentCollection');
	throw new InvalidValue(
		block?.displayName ?? 'Metadata',
		`The request would be ${bytes} bytes long, but the limit is ${MAX_BODY_BYTES}`,
		'Send fewer or shorter fields with this item.',
	);
}
