import type { INodePropertyMode } from 'n8n-workflow';

import { optionalSelect } from '../../shared/fields/choice';
import { collectionParser } from '../../shared/fields/collection';
import type { SingleField } from '../../shared/fields/field';
import { locator } from '../../shared/fields/locator';
import { text } from '../../shared/fields/text';
import type { Reference } from '../../shared/operation/reference';
import { UUID } from '../../shared/fields/uuid';
import { InvalidValue } from '../../shared/values/invalidValue';
import { isRecord, quoted } from '../../shared/values/text';
import { ContactReference } from '../contacts/contactReference';
import type { Known } from '../contacts/match';

const NAME = 'Contact';

/** Where Vambe's own app shows a contact. */
const APP = 'https://app.vambeai.com/pipeline?chatContactId=';

/** The ID in the address of a contact in Vambe's app; whatever else was typed stays as it is. */
export function contactIdIn(typed: string): string {
	return /[?&]chatContactId=([^&#\s]+)/.exec(typed)?.[1] ?? typed;
}

/** A way to say which contact, with the rule by which the editor marks what is typed. */
const mode = (
	own: Pick<INodePropertyMode, 'displayName' | 'name' | 'placeholder' | 'hint'>,
	regex: string,
	errorMessage: string,
): INodePropertyMode => ({
	...own,
	type: 'string',
	validation: [{ type: 'regex', properties: { regex, errorMessage } }],
});

const byId = locator({
	displayName: NAME,
	required: true,
	description:
		'The contact. The list shows those with a message in the last 365 days; enter others by phone number, email address, URL in Vambe, or the ID that the API calls aiContactId.',
	searchListMethod: 'searchContacts',
	placeholder: 'Select a contact…',
	link: `=${APP}{{ $value }}`,
	modes: [
		mode(
			{
				displayName: 'By URL',
				name: 'url',
				placeholder: `e.g. ${APP}df980fc8-b6db-4820-bf22-2969482d106d`,
				hint: 'Open the contact in Vambe and copy its URL',
			},
			'.*[?&]chatContactId=[0-9a-fA-F-]{36}.*',
			'This URL names no contact: it has no "chatContactId=" with an ID. Open the contact in Vambe and copy its URL.',
		),
		mode(
			{
				displayName: 'By Phone',
				name: 'phone',
				placeholder: 'e.g. +56912345678',
				hint: 'The whole number, with country code, in any way of writing it',
			},
			'(.*\\d){5}.*',
			'This is no phone number: enter the whole number, with country code.',
		),
		mode(
			{
				displayName: 'By Email',
				name: 'email',
				placeholder: 'e.g. maria.rodriguez@example.com',
				hint: 'The whole address; upper and lower case are the same',
			},
			'.*[^@\\s]@[^@\\s].*',
			'This is no email address.',
		),
	],
	idIn: contactIdIn,
});

/** How a contact is known without its ID: modes of the field, and what they take. */
const BY: Record<Known['by'], SingleField<string>> = {
	phone: text({
		displayName: NAME,
		description: '',
		kind: 'contactPhone',
		required: true,
	}),
	email: text({
		displayName: NAME,
		description: '',
		kind: 'identifier',
		pattern: /^[^@\s,;<>"]+@[^@\s,;<>"]+$/,
		patternName: 'an email address such as "maria.rodriguez@example.com"',
		required: true,
	}),
};

const severalMatches = optionalSelect({
	displayName: 'Several Matches',
	default: 'fail',
	description: 'Which contact to take when several have the phone number or email address',
	options: {
		fail: { name: 'None', description: 'Refuse the item, and say which contacts were found' },
		latest: { name: 'Latest Message', description: 'The one with the newest message' },
	},
});

const parseOptions = collectionParser('Options', { severalMatches });

/** The ID of a contact, or how it is known. @throws {InvalidValue} */
function parse(given: unknown): string | Known {
	const { mode: by, value } = isRecord(given) ? given : { mode: undefined, value: given };
	const isKnown = by === 'phone' || by === 'email';
	try {
		return isKnown ? { by, value: BY[by].parse(value) } : byId.parse(given);
	} catch (error) {
		throw leadingOn(value, isKnown ? BY_NAMES[by] : 'ID') ?? error;
	}
}

const BY_NAMES = { phone: 'phone number', email: 'email address' } as const;

/** What is taken for something else by mistake, as it looks. */
const LOOKS: ReadonlyArray<{ looks(given: string): boolean; what: string; mode: string }> = [
	{
		looks: (given) => /^\+?[\d\s().-]{7,24}$/.test(given),
		what: 'a phone number',
		mode: 'By Phone',
	},
	{ looks: (given) => /^[^@\s]+@[^@\s]+$/.test(given), what: 'an email address', mode: 'By Email' },
	{ looks: (given) => UUID.test(given), what: 'an ID', mode: 'By ID' },
	{ looks: (given) => UUID.test(contactIdIn(given)), what: 'a URL', mode: 'By URL' },
];

/** Leads on to the mode for what was given in place of what was asked for; undefined when it looks like none. */
function leadingOn(value: unknown, asked: string): InvalidValue | undefined {
	if (typeof value !== 'string') return undefined;
	const given = value.trim();
	const found = LOOKS.find(({ looks }) => looks(given));
	if (!found || found.what.endsWith(asked)) return undefined;
	return new InvalidValue(
		NAME,
		`${NAME} is ${quoted(given)}, ${found.what}, but its ${asked} was asked for`,
		`Choose ${found.mode} in ${NAME}.`,
	);
}

/** A contact of any channel: by the ID that the API calls aiContactId, or by what a person knows of it. */
export const contactId: SingleField<string | Reference> = {
	...byId,
	options: { severalMatches },
	parse: (given) => referred(parse(given), 'fail'),
	read(item, name) {
		const { severalMatches: several = 'fail' } = item.parsed('options', parseOptions);
		return referred(item.parsed(name, parse), several);
	},
};

function referred(contact: string | Known, several: 'fail' | 'latest'): string | Reference {
	return typeof contact === 'string' ? contact : new ContactReference(contact, several);
}
