import type { Field } from '../../shared/fields/field';
import { metadata } from '../../shared/metadata/metadata';
import { InvalidValue } from '../../shared/values/invalidValue';
import { isLonger, quoted } from '../../shared/values/text';

export interface Attribute {
	name: string;
	value: string;
}

/** Limits of `attributes` in ASAPP's published schema. */
const MAX_ATTRIBUTES = 10;
const MAX_NAME_LENGTH = 256;
const MAX_VALUE_LENGTH = 1024;

/**
 * Metadata as ASAPP takes it: a short list of names with text values.
 *
 * @param subject what the data is about, e.g. "the customer".
 */
export function attributes(subject: string): Field<Attribute[] | undefined> {
	const block = metadata({
		displayName: 'Attributes',
		values: 'text',
		description: `Extra data about ${subject}: at most ${MAX_ATTRIBUTES} fields, names up to ${MAX_NAME_LENGTH} and values up to ${MAX_VALUE_LENGTH} characters. Values are sent as text; objects and lists as JSON.`,
	});
	return {
		...block,
		read: (item, name) => {
			const list = Object.entries(block.read(item, name)).map(([key, value]) => ({
				name: key,
				value,
			}));
			checkLimits(list);
			return list.length > 0 ? list : undefined;
		},
	};
}

/** @throws {InvalidValue} */
function checkLimits(list: Attribute[]): void {
	const refuse = (problem: string, fix: string): never => {
		throw new InvalidValue('Attributes', `Attributes ${problem}`, fix);
	};
	if (list.length > MAX_ATTRIBUTES) {
		refuse(
			`has ${list.length} fields, but ASAPP takes at most ${MAX_ATTRIBUTES}`,
			'Remove some of the fields, or exclude input fields.',
		);
	}
	for (const { name, value } of list) {
		if (isLonger(name, MAX_NAME_LENGTH)) {
			const shown = quoted(`${name.slice(0, 40)}...`);
			refuse(`has a name longer than ${MAX_NAME_LENGTH} characters: ${shown}`, 'Shorten the name.');
		}
		if (isLonger(value, MAX_VALUE_LENGTH)) {
			refuse(`${quoted(name)} is longer than ${MAX_VALUE_LENGTH} characters`, 'Shorten the value.');
		}
	}
}
