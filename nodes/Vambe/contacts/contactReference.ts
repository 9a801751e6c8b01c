import type { ApiRequest } from '../../shared/api/client';
import { Reference, type Found } from '../../shared/operation/reference';
import type { Failure } from '../../shared/values/failure';
import { quoted } from '../../shared/values/text';
import {
	identityOf,
	matchContact,
	SEARCH_LIMIT,
	type FoundContact,
	type Known,
	type SeveralMatches,
} from './match';
import { phoneQuery } from './samePhone';

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

/** A contact that is known by its phone number or address (contracts: `GET /contacts/search`). */
export class ContactReference extends Reference {
	/** @param severalMatches what to do when it has several contacts, such as one for each channel. */
	constructor(
		private readonly known: Known,
		private readonly severalMatches: SeveralMatches,
	) {
		super();
	}

	get key(): string {
		const { by, value } = this.known;
		return JSON.stringify(['contact', by, identityOf(this.known) || value, this.severalMatches]);
	}

	get words(): string {
		return `contact with ${WORDS[this.known.by].noun} ${this.known.value}`;
	}

	get request(): ApiRequest {
		const { by, value } = this.known;
		const query = { [by]: by === 'phone' ? phoneQuery(value) : value };
		return { method: 'GET', path: '/api/public/contacts/search', query };
	}

	found(answer: unknown): Found {
		return foundIn(answer, this.known, this.severalMatches);
	}
}

function foundIn(answer: unknown, known: Known, severalMatches: SeveralMatches): Found {
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
