import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../nodes/shared/fields/field';

/** An input item as fields and operations see it. A parameter that is not given is not set: ''. */
export function itemOf(
	parameters: Record<string, unknown> = {},
	json: IDataObject = {},
	more: Partial<Item> = {},
): Item {
	return {
		index: 0,
		json,
		parameter: (name) => (name in parameters ? parameters[name] : ''),
		place: '["execution","node",0,0]',
		fromAgent: false,
		...more,
	};
}
