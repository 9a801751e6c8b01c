import { z } from 'zod';

import { singleField, type SingleField } from '../../shared/fields/field';
import { textList } from '../../shared/fields/text';
import { isBlank } from '../../shared/values/clean';
import { InvalidValue } from '../../shared/values/invalidValue';

const IDS = 'a list of tag IDs, which are whole numbers';

/**
 * All tags that a contact is to have. Not set is refused, as everything would be removed by a field
 * that somebody forgot; a list from an expression that is empty on purpose is taken. Assumption: an
 * empty list removes all tags; the reference does not say that it is refused.
 */
export const tagIds: SingleField<number[]> = singleField({
	property: {
		displayName: 'Tag Names or IDs',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getTags' },
		default: [],
		required: true,
		description:
			'These replace all tags of the contact. An expression that returns an empty list removes all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	schema: z.preprocess(
		asIds,
		z.array(z.number({ message: IDS }).int(IDS).safe(IDS).nonnegative(IDS), { message: IDS }),
	),
	fix: 'Pick tags from the list, or send their IDs, such as [1, 5]. Add Tags takes names.',
});

/** A list, or one text with commas; twice the same is once. A list of nothing but blanks is not set. */
function asIds(value: unknown): unknown {
	const list = listOf(value);
	if (!Array.isArray(list)) return list;
	const ids = list.filter((id) => !isBlank(id)).map(asNumber);
	if (ids.length === 0 && list.length > 0) return undefined;
	return [...new Set(ids)];
}

function listOf(value: unknown): unknown {
	if (typeof value === 'number') return [value];
	if (typeof value !== 'string' || isBlank(value)) return value;
	return value.replace(/^\s*\[|\]\s*$/g, '').split(',');
}

function asNumber(value: unknown): unknown {
	return typeof value === 'string' ? Number(value) : value;
}

const names = textList({
	displayName: 'Tags',
	placeholder: 'e.g. vip-customer, spring-campaign',
	description:
		'Names of the tags to add, with commas between them or as a list. The other tags stay; a tag that does not exist is created.',
});

/** Tags by their names, at least one. */
export const tagNames: SingleField<string[]> = {
	...names,
	properties: (name) => names.properties(name).map((property) => ({ ...property, required: true })),
	parse: parseNames,
	read: (item, name) => item.parsed(name, parseNames),
};

/** @throws {InvalidValue} */
function parseNames(value: unknown): string[] {
	const list = names.parse(value);
	if (list) return list;
	throw new InvalidValue('Tags', 'Tags is empty', 'Fill in Tags for this item.');
}
