import type { INodePropertyMode } from 'n8n-workflow';

import { isRecord } from '../values/text';
import { cleanIdentifier, isBlank } from '../values/clean';
import { singleField, type Look, type SingleField } from './field';
import { textLook, textSchema, type TextLimits, type TextOptions } from './text';

/** 8-4-4-4-12 hexadecimal digits. Looser than the published pattern: its own examples break it (D18). */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const UUID_LIMITS: TextLimits = {
	kind: 'identifier',
	pattern: UUID,
	patternName: 'a UUID such as "df980fc8-b6db-4820-bf22-2969482d106d"',
};
/** The same as a rule of the editor. */
const UUID_RULE = {
	regex: `\\s*${UUID.source.slice(1, -1).replaceAll('a-f', 'a-fA-F')}\\s*`,
	errorMessage: 'This is not a UUID. Copy the ID from Vambe: 32 digits and letters in five groups.',
};

/** A UUID typed as text. */
export function uuid(
	options: Omit<TextOptions, 'pattern'> & { required: true },
): SingleField<string>;
export function uuid(options: Omit<TextOptions, 'pattern'>): SingleField<string | undefined>;
export function uuid(
	options: Omit<TextOptions, 'pattern'> & { required?: true },
): SingleField<string | undefined> {
	const { required = false } = options;
	return singleField({
		look: { ...textLook(options), ...(required && { required }) },
		schema: textSchema(required, UUID_LIMITS),
		unwrap: (value) => typedId(value),
	});
}

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
		look: locatorLook(options),
		schema: textSchema(options.required ?? false, options.id ?? UUID_LIMITS),
		unwrap: (value) => typedId(value, options.idIn),
	});
}

function locatorLook(options: LocatorOptions): Look {
	const { displayName, description, required = false, searchListMethod, placeholder } = options;
	const { id, dependsOn } = options;
	const opened = options.link === undefined ? {} : { url: options.link };
	return {
		displayName,
		description,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(required && { required }),
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

/** Takes a resource locator, also as a program writes one, without n8n's mark; or the bare ID. */
function typedId(value: unknown, idIn: (typed: string) => string = (typed) => typed): unknown {
	const inner = isRecord(value) && 'value' in value ? value.value : value;
	return typeof inner === 'string' && !isBlank(inner) ? idIn(cleanIdentifier(inner)) : inner;
}
