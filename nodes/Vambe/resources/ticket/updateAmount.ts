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
			description:
				'What the ticket is worth, with a decimal point and no more than two decimals. A text with one separator and three digits behind it, such as 25.990, is refused, as these may be thousands or decimals.',
			fix: 'Send a number such as 1999.9, without currency and thousands separators.',
		}),
		currency: text({
			kind: 'identifier',
			displayName: 'Currency',
			// Vambe lists UF beside ISO codes (D26).
			pattern: /^[a-zA-Z]{2,3}$/,
			patternName: 'a currency code of two or three letters such as "CLP" or "UF"',
			placeholder: 'e.g. CLP',
			description:
				'ISO 4217 code, or UF. Needed for ticket types whose amount is a price; ignored for those whose amount comes from metadata.',
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
