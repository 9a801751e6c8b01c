import { mergedMetadata, metadata } from '../../../shared/metadata/metadata';
import { operation } from '../../../shared/operation/operation';
import { allowClosedTicket, identifyBy, ticketIdentifier, ticketOrder } from '../../fields/ticket';
import { passThrough, withoutUnset } from '../../../shared/values/fields';
import { ticket } from '../../resources';

/** Merges metadata into a ticket, found directly or through its contact. */
export const updateTicketMetadata = operation({
	resource: ticket,
	value: 'updateMetadata',
	name: 'Update Metadata',
	action: 'Update metadata of ticket',
	description: 'Add or overwrite metadata of a ticket',
	idempotent: true,
	fields: {
		identifyBy,
		allowClosedTicket,
		metadata: metadata({
			values: 'text',
			required: true,
			description:
				'Data to save with the ticket, merged with what it has. Values are sent as text; objects and lists as JSON.',
		}),
	},
	request: (input) => ({
		method: 'POST',
		path: '/api/public/ticket/metadata',
		body: withoutUnset({
			...ticketIdentifier(input),
			allow_closed_ticket: input.allowClosedTicket || undefined,
			metadata: input.metadata,
		}),
	}),
	order: ticketOrder,
	output: passThrough,
	merge: (inputs) => ({
		...(inputs.at(-1) ?? inputs[0]),
		metadata: mergedMetadata(inputs.map(({ metadata }) => metadata)),
	}),
});
