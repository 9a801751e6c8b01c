import { text } from '../../../shared/fields/text';
import { operation } from '../../../shared/operation/operation';
import { withoutUnset } from '../../../shared/values/fields';
import { InvalidValue } from '../../../shared/values/invalidValue';
import { SEARCH_LIMIT } from '../../contacts/match';
import { readContactOutput, simplify } from '../../fields/simplify';
import { contact } from '../../resources';

/** Finds contacts of all channels by a part of their number or address (D22). */
export const searchContacts = operation({
	resource: contact,
	value: 'search',
	name: 'Search',
	action: 'Search contacts',
	description: 'Search contacts by a part of their phone number or email address',
	idempotent: true,
	fields: {
		phone: text({
			displayName: 'Phone',
			kind: 'contactPhone',
			minDigits: 1,
			placeholder: 'e.g. 12345678',
			description:
				'Phone number of the contacts, or a part of it; spaces and dashes do not matter. The last ten digits of a Mexican or Argentine number find both of its forms. Needed when Email is empty.',
		}),
		email: text({
			displayName: 'Email',
			kind: 'identifier',
			pattern: /^[^\s,;<>]+$/,
			patternName: 'one email address, or a part of it',
			placeholder: 'e.g. @example.com',
			description:
				'Email address of the contacts, or a part of it; upper and lower case are the same. Needed when Phone is empty.',
		}),
		simplify,
	},
	request: ({ phone, email }) => {
		if (phone === undefined && email === undefined) {
			throw new InvalidValue(
				'Phone',
				'Phone is empty, and so is Email',
				'Fill in Phone or Email for this item; a part is enough.',
			);
		}
		return {
			method: 'GET',
			path: '/api/public/contacts/search',
			query: withoutUnset({ phone, email }),
		};
	},
	expects: 'list',
	output: (answer, input) =>
		(Array.isArray(answer) ? answer : [answer]).map((one) =>
			readContactOutput(one, input.simplify),
		),
	warning: (answer) =>
		Array.isArray(answer) && answer.length >= SEARCH_LIMIT
			? `A search brought ${answer.length} contacts, and Vambe AI shows no more than ${SEARCH_LIMIT}: there may be others. Enter more of the phone number or email address.`
			: undefined,
});
