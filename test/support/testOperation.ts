import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { Operation } from '../../nodes/shared/operation/operation';
import { requiredText } from '../../nodes/shared/fields/fieldSchemas';
import type { Prepared } from '../../nodes/shared/run/prepare';
import type { RequestOptions } from '../../nodes/shared/operation/requestOptions';

export const options: RequestOptions = {
	concurrency: 5,
	requestsPerSecond: 0,
	maxRetries: 3,
	timeout: 30_000,
	dryRun: false,
	batchSize: 1,
	combineItems: false,
	wrapMetadata: false,
};

interface Input {
	key: string;
	data: IDataObject;
}

/** The smallest operation there can be, to which a test adds what it is about. */
export function testOperation(extra: Partial<Operation<Input>> = {}): Operation {
	const operation: Operation<Input> = {
		resource: { name: 'Thing', value: 'thing' },
		operation: 'update',
		displayName: 'Update',
		action: 'Update a thing',
		description: 'Update a thing',
		fields: [],
		extraOptions: ['batchSize', 'combineItems'],
		read: (context: IExecuteFunctions, index) => ({
			key: context.getNodeParameter('key', index, undefined),
			data: context.getNodeParameter('data', index, {}),
		}),
		schema: z.object({
			key: requiredText('Key'),
			data: z.unknown().transform((value) => value as IDataObject),
		}),
		toRequest: ({ key, data }) => ({ method: 'POST', path: `/things/${key}`, body: data }),
		orderingKey: ({ key }) => key,
		toOutput: (response, { key }) => ({ key, response: response as IDataObject }),
		...extra,
	};
	return operation;
}

export const combine = (earlier: Input, later: Input): Input => ({
	...later,
	data: { ...earlier.data, ...later.data },
});

/** A batch whose answer is `{ results: [...] }`; a text among the results is a refusal. */
export const batch: NonNullable<Operation<Input>['batch']> = {
	toRequest: (inputs) => ({
		method: 'POST',
		path: '/things',
		body: { items: inputs.map(({ key }) => key) },
	}),
	readResults: (response) =>
		(response as { results?: Array<string | IDataObject> } | undefined)?.results?.map((result) =>
			typeof result === 'string' ? { rejection: { message: result } } : { output: result },
		),
};

export function prepared(index: number, key: string, more: Partial<Prepared> = {}): Prepared {
	return { index, input: { key, data: { [`field${index}`]: index } }, options, bytes: 10, ...more };
}
