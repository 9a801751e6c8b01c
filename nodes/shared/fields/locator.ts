import type { INodePropertyMode } from 'n8n-workflow';

import { singleField, type EditorProperty, type SingleField } from './field';
import { textSchema } from './text';
import { typedId, UUID, UUID_LIMITS } from './uuid';

/** The same as a rule of the editor. */
const UUID_RULE = {
	regex: `\\s*${UUID.source.slice(1, -1).replaceAll('a-f', 'a-fA-F')}\\s*`,
	errorMessage:
		'This is not a UUID, which has 32 digits and letters in five groups. Copy the ID from where the record is shown.',
};

export interface LocatorOptions {
	displayName: string;
	description: string;
	/** Name of the node's `listSearch` method that fills the list. */
	searchListMethod: string;
	/** What the closed list says, e.g. "Select a stage…". */
	placeholder: string;
	/** Address that shows the chosen one in the service; `$value` in it is the ID. */
	link?: string;
	/** Further ways to say which one, and how to read the ID out of what was typed. */
	modes?: INodePropertyMode[];
	/** The ID in a text of another mode, e.g. a web address; the text itself when it holds none. */
	idIn?: (typed: string) => string;
	required?: boolean;
}

/** Something in the service that has a UUID: picked from a list, or by its ID. */
export function locator(options: LocatorOptions & { required: true }): SingleField<string>;
export function locator(options: LocatorOptions): SingleField<string | undefined>;
export function locator(options: LocatorOptions): SingleField<string | undefined> {
	return singleField({
		property: locatorProperty(options),
		schema: textSchema(options.required ?? false, UUID_LIMITS),
		unwrap: (value) => typedId(value, options.idIn),
	});
}

function locatorProperty(options: LocatorOptions): EditorProperty {
	const { displayName, description, required = false, searchListMethod, placeholder } = options;
	const opened = options.link === undefined ? {} : { url: options.link };
	return {
		displayName,
		description,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(required && { required }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				...opened,
				placeholder,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				...opened,
				placeholder: 'e.g. df980fc8-b6db-4820-bf22-2969482d106d',
				validation: [{ type: 'regex', properties: UUID_RULE }],
			},
			...(options.modes ?? []),
		],
	};
}
