import { choice, type Choice } from '../../shared/fields/choice';
import { flag } from '../../shared/fields/flag';
import { text } from '../../shared/fields/text';
import type { Resolved } from '../../shared/operation/reference';
import { contactId } from './contact';
import { phoneKey } from './phoneKey';
import { uuid } from '../../shared/fields/uuid';

const WAYS = {
	ticketId: {
		name: 'Ticket ID',
		description: 'By the ID of the ticket itself',
		fields: {
			ticketId: uuid({
				displayName: 'Ticket ID',
				required: true,
				placeholder: 'e.g. a1b2c3d4-e5f6-7890-abcd-ef1234567890',
				description: 'UUID of the ticket',
			}),
		},
	},
	contactId: {
		name: 'Contact',
		description: "By the ticket's contact: from a list, by phone number, email address or ID",
		fields: { contactId },
	},
	contactNumber: {
		name: 'Contact Phone Number',
		description: "By the phone number of the ticket's contact, as Vambe has it",
		fields: {
			contactNumber: text({
				displayName: 'Contact Phone Number',
				kind: 'contactPhone',
				required: true,
				placeholder: 'e.g. +56912345678',
				description:
					'Phone number of the contact, with country code, in the form that the contact has in Vambe: Mexican numbers exist as +52… and +521…, Argentine ones as +54… and +549…, Brazilian ones with the ninth digit and without.',
			}),
		},
	},
} as const;

/** Which ticket, in exactly one of three ways (D10). */
export const identifyBy = choice({
	displayName: 'Identify By',
	default: 'ticketId',
	description: 'How to find the ticket. A contact stands for its active ticket.',
	options: WAYS,
});

export const allowClosedTicket = flag({
	displayName: 'Allow Closed Ticket',
	default: false,
	description:
		'Whether to update the latest closed ticket when the contact has no active one. When off, such an item fails.',
});

type Identified = Resolved<{ identifyBy: Choice<typeof WAYS> }>;

/** The part of a request body that says which ticket. */
export function ticketIdentifier({ identifyBy: by }: Identified): Record<string, string> {
	switch (by.choice) {
		case 'ticketId':
			return { ticket_id: by.ticketId };
		case 'contactId':
			return { ai_contact_id: by.contactId };
		case 'contactNumber':
			return { contact_number: by.contactNumber };
	}
}

/** The same for items that name the same ticket in the same way. */
export function ticketOrder({ identifyBy: by }: Identified): string {
	if (by.choice === 'contactNumber') return phoneKey(by.contactNumber);
	return (by.choice === 'ticketId' ? by.ticketId : by.contactId).toLowerCase();
}
