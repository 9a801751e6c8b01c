import type { IExecuteFunctions } from 'n8n-workflow';

import { notACollection } from './fieldSchemas';
import { isRecord } from '../values/values';

/**
 * The values of an "Additional Fields" collection. An expression can put anything in its place.
 *
 * @throws {InvalidValue} for anything but a collection: its values would be lost without a word.
 */
export function readCollection(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
	displayName: string,
): Record<string, unknown> {
	const value: unknown = context.getNodeParameter(name, itemIndex, {});
	if (isRecord(value)) return value;
	if (value === undefined || value === null || value === '') return {};
	throw notACollection(displayName, value);
}
