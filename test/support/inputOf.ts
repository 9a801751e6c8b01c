import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/operation/operation';
import { itemOf } from './itemOf';

/** What an operation makes of the values in the editor. */
export function inputOf(operation: Operation, parameters: IDataObject): unknown {
	return operation.read(itemOf(parameters));
}
