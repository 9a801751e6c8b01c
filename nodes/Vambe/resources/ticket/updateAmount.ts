import { number } from '../../../shared/fields/number';
import { text } from '../../../shared/fields/text';
import { operation } from '../../../shared/operation/operation';
import { allowClosedTicket, identifyBy, ticketIdentifier, ticketOrder } from '../../fields/ticket';
import { passThrough, withoutUnset } from '../../../shared/values/fields';
import { ticket } from '../../resources';

/** Sets what a ticket is worth. The ticket is found directly or through its contact. */
export const updateTicketAmount = operation({
	resource: ticket,
	value: 'updateAmount',
	name: 'Update Amount',
	action: 'Update amount of ticket',
	description: 'Set the amount of a ticket',
	idempotent: true,
	fields: {
		identifyBy,
		allowClosedTicket,
		amount: number({
			displayName: 'Amount',
			required: true,
			precision: 2,
			description: 'What the ticket is worth, with a decimal point',
			fix: 'Send a number such as 1999.9, without currency and thousands separators.',
		}),
		currency: text({
			kind: 'identifier',
			displayName: 'Currency',
			pattern: /^[a-zA-Z]{3}$/,
			patternName: 'a currency code of three letters such as "CLP"',
			placeholder: 'e.g. CLP',
			description:
				'ISO 4217 code. Needed for ticket types whose amount is a price; ignored for those whose amount comes from metadata.',
		}),
	},
	request: (input) => ({
		method: 'POST',
		path: '/api/public/ticket/amount',
		body: withoutUnset({
			...ticketIdentifier(input),
			allow_closed_ticket: input.allowClosedTicket || undefined,
			amount: input.amount,
			currency: input.currency?.toUpperCase(),
		}),
	}),
	order: ticketOrder,
	output: passThrough,
});
