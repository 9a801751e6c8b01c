import type { IDataObject } from 'n8n-workflow';

import type { Field, SingleFields, Values } from '../../nodes/shared/fields/field';
import { text } from '../../nodes/shared/fields/text';
import {
	operation,
	type Batch,
	type Operation,
	type OperationSpec,
} from '../../nodes/shared/operation/operation';
import type { ItemSettings, RunSettings } from '../../nodes/shared/operation/options';
import type { ReadyItem } from '../../nodes/shared/run/readItems';

/** What is not set in the editor. */
export const settings: ItemSettings = { timeout: 30_000, maxRetries: 3, dryRun: false };
export const runSettings: RunSettings = {
	concurrency: 5,
	requestsPerSecond: 0,
	batchSize: 1,
	combineItems: false,
};

/** A field that takes whatever it is given. */
const data: Field<IDataObject> = {
	properties: (name) => [{ displayName: 'Data', name, type: 'json', default: {} }],
	read: (item, name) => (item.parameter(name) || {}) as IDataObject,
};

const fields = {
	key: text({ displayName: 'Key', required: true, description: 'Which thing' }),
	data,
};

type Input = Values<typeof fields>;

/** The smallest operation there can be, to which a test adds what it is about. */
export function testOperation(
	extra: Partial<OperationSpec<typeof fields, SingleFields>> = {},
): Operation {
	return operation<typeof fields, SingleFields>({
		resource: { name: 'Thing', value: 'thing' },
		value: 'update',
		name: 'Update',
		action: 'Update thing',
		description: 'Update a thing',
		idempotent: true,
		fields,
		request: ({ key, data: body }) => ({ method: 'POST', path: `/things/${key}`, body }),
		order: ({ key }) => key,
		output: (answer, { key }) => ({ key, response: answer as IDataObject }),
		...extra,
	});
}

export const merge = (inputs: readonly [Input, ...Input[]]): Input => ({
	...(inputs.at(-1) ?? inputs[0]),
	data: Object.assign({}, ...inputs.map(({ data: one }) => one)) as IDataObject,
});

/** A batch whose answer is `{ results: [...] }`; a text among the results is a refusal. */
export const batch: Batch<Input> = {
	request: (inputs) => ({
		method: 'POST',
		path: '/things',
		body: { items: inputs.map(({ key }) => key) },
	}),
	results: (answer, inputs) => {
		const { results = [] } = (answer ?? {}) as { results?: Array<string | IDataObject> };
		return inputs.map((_input, position) => {
			const result = results[position];
			if (result === undefined) return undefined;
			return typeof result === 'string' ? { refusal: { message: result } } : { output: result };
		});
	},
};

/** An item that was read, with a field named after its index. */
export function ready(index: number, key: string, more: Partial<ReadyItem> = {}): ReadyItem {
	const input: Input = { key, data: { [`field${index}`]: index } };
	return { index, input, own: {}, settings, bytes: 10, ...more };
}
