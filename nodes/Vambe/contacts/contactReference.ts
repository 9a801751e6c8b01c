import { Reference, type Found } from '../../shared/operation/reference';
import type { Failure } from '../../shared/values/failure';
import { quoted } from '../../shared/values/text';
import {
	matchContact,
	SEARCH_LIMIT,
	type FoundContact,
	type Known,
	type SeveralMatches,
} from './match';
import { phoneIdentity, phoneQuery } from './samePhone';

/** The name of the field that says which contact. */
const FIELD = 'Contact';

const WORDS = {
	phone: {
		noun: 'phone number',
		check: 'Write the whole number, with country code, as the contact has it in Vambe.',
	},
	email: {
		noun: 'email address',
		check: 'Write the whole address, as the contact has it in Vambe.',
	},
} as const;

/** Most contacts that a message names. */
const NAMED = 3;

/**
 * A contact that is known by its phone number or address (contracts: `GET /contacts/search`).
 *
 * @param severalMatches what to do when it has several, such as one for each channel.
 */
export function contactReference(known: Known, severalMatches: SeveralMatches): Reference {
	const { by, value } = known;
	const isPhone = by === 'phone';
	const identity = isPhone ? phoneIdentity(value) : value.toLowerCase();
	return new Reference({
		key: JSON.stringify(['contact', by, identity, severalMatches]),
		words: `contact with ${WORDS[by].noun} ${value}`,
		request: {
			method: 'GET',
			path: '/api/public/contacts/search',
			query: { [by]: isPhone ? phoneQuery(value) : value },
		},
		found: (answer) => found(answer, known, severalMatches),
	});
}

function found(answer: unknown, known: Known, severalMatches: SeveralMatches): Found {
	if (!Array.isArray(answer)) {
		return failed(
			'NO_LIST',
			`${FIELD} could not be looked up: the answer to the search is no list`,
			'Check the Base URL in the credential.',
		);
	}
	const match = matchContact(answer, known, severalMatches);
	if ('id' in match) return match;
	const { noun, check } = WORDS[known.by];
	const is = `${FIELD} is ${quoted(known.value)}, but`;
	switch (match.problem) {
		case 'nobody':
			return failed(
				'NOT_FOUND',
				`${is} no contact has this ${noun}${match.others.length > 0 ? `; similar: ${names(match.others)}` : ''}`,
				`${check} Customer → Create or Update makes the contact when there is none.`,
			);
		case 'several':
			return failed(
				'SEVERAL_FOUND',
				`${is} ${match.others.length} contacts have this ${noun}: ${names(match.others)}`,
				severalMatches === 'latest'
					? 'None of them has the newest message alone. Choose one of them by its ID.'
					: 'Set Several Matches in the options to Latest Message, or choose one of them by its ID.',
			);
		case 'tooMany':
			return failed(
				'TOO_MANY_FOUND',
				`${is} the search found ${SEARCH_LIMIT} contacts or more and shows none with exactly this ${noun}: too many to tell`,
				`${check} Or choose the contact by its ID.`,
			);
	}
}

/** @param code for expressions behind the error output, e.g. to create the contact that was not found. */
function failed(code: string, message: string, hint: string): { failure: Failure } {
	return { failure: { message, hint, details: { field: FIELD, code } } };
}

/** Who was found, as a person tells them apart: name, channel, last digits. */
function names(contacts: readonly FoundContact[]): string {
	const named = contacts.slice(0, NAMED).map(nameOf);
	const more = contacts.length - named.length;
	return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function nameOf({ name, platform, phone }: FoundContact): string {
	const digits = typeof phone === 'string' ? phone.replace(/\D/g, '') : '';
	const facts = [
		...(typeof platform === 'string' && platform !== '' ? [platform] : []),
		...(digits === '' ? [] : [`…${digits.slice(-4)}`]),
	];
	const shown = typeof name === 'string' && name.trim() !== '' ? quoted(name) : 'no name';
	return facts.length > 0 ? `${shown} (${facts.join(', ')})` : shown;
}
