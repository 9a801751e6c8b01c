import { locator } from '../../shared/fields/locator';

/** A contact of any channel, by the ID that the API calls aiContactId. */
export const contactId = locator({
	displayName: 'Contact',
	required: true,
	description:
		'The contact. The list shows those with a message in the last 365 days; others can be entered by the ID that the API calls aiContactId.',
	searchListMethod: 'searchContacts',
	placeholder: 'Select a contact…',
});
