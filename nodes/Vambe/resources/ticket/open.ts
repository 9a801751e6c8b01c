import { collection } from '../../../shared/fields/collection';
import { metadata } from '../../../shared/metadata/metadata';
import { operation } from '../../../shared/operation/operation';
import { path } from '../../../shared/operation/path';
import { contactMetadata } from '../../fields/metadata';
import { contactEmail, contactName, contactPhoneNumber } from '../../fields/person';
import { phoneKey } from '../../fields/phoneKey';
import { ticketStageId } from '../../fields/stage';
import { message, messageBody } from './message';
import { ownChannel } from './ownChannel';
import { passThrough, withoutUnset } from '../../../shared/values/fields';
import { ticket } from '../../resources';

/** Opens a ticket for a phone number, and sends the customer a message when there is one. */
export const openTicket = operation({
	resource: ticket,
	value: 'open',
	name: 'Open',
	action: 'Open ticket',
	description: 'Open a ticket for a phone number, with a message to the customer or without',
	// Every call opens a ticket, and may reach a person (D23).
	idempotent: false,
	fields: {
		channel: ownChannel,
		contactPhoneNumber,
		stageId: ticketStageId,
		message,
		contactMetadata: contactMetadata({
			displayName: 'Contact Metadata',
			description:
				'Data to save with the contact. Vambe turns keys into snake_case and stores values as text.',
		}),
		ticketMetadata: metadata({
			displayName: 'Ticket Metadata',
			values: 'text',
			description:
				'Data to save with the ticket. Values are sent as text; objects and lists as JSON.',
		}),
		additionalFields: collection({
			displayName: 'Additional Fields',
			placeholder: 'Add name or email',
			fields: { contactName, contactEmail },
		}),
	},
	request: ({ channel, additionalFields: more, ...input }) => ({
		method: 'POST',
		path: path`/api/public/ticket/open/${channel.kind}/${channel.phoneId}`,
		body: withoutUnset({
			to_phone_number: input.contactPhoneNumber,
			stage_id: input.stageId,
			contact_name: more.contactName,
			email: more.contactEmail,
			contact_metadata: unlessEmpty(input.contactMetadata),
			ticket_metadata: unlessEmpty(input.ticketMetadata),
			message: messageBody(input.message),
		}),
	}),
	order: ({ contactPhoneNumber: phone }) => phoneKey(phone),
	output(answer) {
		const opened = passThrough(answer);
		return withoutUnset({ contactId: opened.aiContactId, ...opened });
	},
});

function unlessEmpty<T extends object>(values: T): T | undefined {
	return Object.keys(values).length > 0 ? values : undefined;
}
