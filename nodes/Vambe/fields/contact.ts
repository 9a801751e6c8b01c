import { locator } from '../../shared/fields/locator';

/** Where Vambe's own app shows a contact. */
const APP = 'https://app.vambeai.com/pipeline?chatContactId=';

/** The ID in the address of a contact in Vambe's app; whatever else was typed stays as it is. */
export function contactIdIn(typed: string): string {
	return /[?&]chatContactId=([^&#\s]+)/.exec(typed)?.[1] ?? typed;
}

/** A contact of any channel, by the ID that the API calls aiContactId. */
export const contactId = locator({
	displayName: 'Contact',
	required: true,
	description:
		'The contact. The list shows those with a message in the last 365 days; enter others by their URL in Vambe, or by the ID that the API calls aiContactId.',
	builderHint:
		'The id that Customer Create or Update, Contact Get Many or Vambe Trigger returns; not a phone number.',
	searchListMethod: 'searchContacts',
	placeholder: 'Select a contact…',
	link: `=${APP}{{ $value }}`,
	modes: [
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: `e.g. ${APP}df980fc8-b6db-4820-bf22-2969482d106d`,
			hint: 'Open the contact in Vambe and copy its URL',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '.*[?&]chatContactId=[0-9a-fA-F-]{36}.*',
						errorMessage:
							'This URL names no contact: it has no "chatContactId=" with an ID. Open the contact in Vambe and copy its URL.',
					},
				},
			],
		},
	],
	idIn: contactIdIn,
});
