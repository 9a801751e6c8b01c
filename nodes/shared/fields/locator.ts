import type { INodePropertyMode } from 'n8n-workflow';

import { REQUIRED_BY_HINT, singleField, type EditorProperty, type SingleField } from './field';
import { textSchema, type TextLimits } from './text';
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
	/** What its ID is, with an example of one. Default: a UUID. */
	id?: TextLimits & { placeholder: string };
	/** Parameters on which the list depends; when one changes, the choice is made anew. */
	dependsOn?: string[];
	required?: boolean;
}

/** Something in the service that has an ID: picked from a list, or by that. */
export function locator(options: LocatorOptions & { required: true }): SingleField<string>;
export function locator(options: LocatorOptions): SingleField<string | undefined>;
export function locator(options: LocatorOptions): SingleField<string | undefined> {
	return singleField({
		property: locatorProperty(options),
		schema: textSchema(options.required ?? false, options.id ?? UUID_LIMITS),
		unwrap: (value) => typedId(value, options.idIn),
	});
}

function locatorProperty(options: LocatorOptions): EditorProperty {
	const { displayName, description, required = false, searchListMethod, placeholder } = options;
	const { id, dependsOn } = options;
	const opened = options.link === undefined ? {} : { url: options.link };
	return {
		displayName,
		description,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(required && REQUIRED_BY_HINT),
		...(dependsOn && { typeOptions: { loadOptionsDependsOn: dependsOn } }),
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
				placeholder: id?.placeholder ?? 'e.g. df980fc8-b6db-4820-bf22-2969482d106d',
				...(!id && { validation: [{ type: 'regex', properties: UUID_RULE }] }),
			},
			...(options.modes ?? []),
		],
	};
}
