import { z } from 'zod';

import { addObjection, EMPTY, singleField, type SingleField } from '../../shared/fields/field';
import { asList, textList } from '../../shared/fields/text';
import { cleanIdentifier, isBlank } from '../../shared/values/clean';
import { quoted } from '../../shared/values/text';

/**
 * All tags that a contact is to have. Not set is refused, as everything would be removed by a field
 * that somebody forgot; a list from an expression that is empty on purpose is taken. Assumption: an
 * empty list removes all tags; the reference does not say that it is refused.
 */
export const tagIds: SingleField<number[]> = singleField({
	property: {
		displayName: 'Tag Names or IDs',
		type: 'multiOptions',
		// n8n asks for the list before it has chosen a credential for a new node, and not again by itself.
		typeOptions: { loadOptionsMethod: 'getTags', loadOptionsDependsOn: ['contactId.value'] },
		default: [],
		required: true,
		description:
			'These replace all tags of the contact. An expression that returns an empty list removes all. Choose from the list, or specify IDs using an expression.',
	},
	schema: z.unknown().transform(idsIn),
	fix: 'Pick tags from the list, or send their IDs, such as [1, 5]. Add Tags takes names.',
});

/** Twice the same is once. Nothing but blanks is no wish to remove all. */
function idsIn(value: unknown, ctx: z.RefinementCtx): number[] {
	const list = asList(value, ctx);
	if (!Array.isArray(list)) {
		addObjection(ctx, { problem: `is ${quoted(value)}, but must be a list of tag IDs` });
		return z.NEVER;
	}
	const ids = new Set<number>();
	for (const [entry, given] of list.entries()) {
		if (isBlank(given)) continue;
		const id = idOf(given);
		if (id !== undefined) ids.add(id);
		else
			addObjection(ctx, {
				problem: `is ${quoted(given)}, but must be a tag ID, which is a whole number`,
				entry,
			});
	}
	const isEmptyList = Array.isArray(value) && value.length === 0;
	if (ids.size === 0 && !isEmptyList) addObjection(ctx, EMPTY);
	return [...ids];
}

/** Spreadsheets add a `.0` to numbers. Hexadecimal digits and exponents are no way to write an ID. */
function idOf(given: unknown): number | undefined {
	if (typeof given !== 'number' && typeof given !== 'string') return undefined;
	const text = cleanIdentifier(String(given));
	const id = Number(text);
	return /^\d+(\.0+)?$/.test(text) && Number.isSafeInteger(id) ? id : undefined;
}

/** Tags by their names, at least one. */
export const tagNames = textList({
	displayName: 'Tags',
	required: true,
	placeholder: 'e.g. vip-customer, spring-campaign',
	description:
		'Names of the tags to add, with commas between them or as a list. The other tags stay; a tag that does not exist is created.',
});
