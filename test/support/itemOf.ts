import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../nodes/shared/fields/field';

/**
 * An input item as fields and operations see it. A parameter that is not given is not set: ''. No
 * expression put anything together.
 */
export function itemOf(
	parameters: Record<string, unknown> = {},
	json: IDataObject = {},
	more: Partial<Item> = {},
): Item {
	const parameter = (name: string): unknown => (name in parameters ? parameters[name] : '');
	return {
		index: 0,
		json,
		parameter,
		parsed: (name, parse) => parse(parameter(name), more.timezone ?? 'UTC'),
		stands: () => true,
		template: (name) => ({ value: parameter(name), isMixed: false }),
		expects: () => undefined,
		timezone: 'UTC',
		place: '["execution","node",0,0]',
		fromAgent: false,
		...more,
	};
}
