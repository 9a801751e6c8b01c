import type { Handler } from '../../handlers';
import { vambeError } from '../answers';
import type { VambeStore } from '../store';
import { withTicket, type TicketIdentifiers } from '../withTicket';

/**
 * `POST /api/public/ticket/amount`.
 * Assumption: a currency is kept whatever the kind of ticket, and an amount without one leaves the
 * currency that is there.
 */
export const updateTicketAmount: Handler<VambeStore> = (store, { body }, { currencyRequired }) => {
	const request = body as TicketIdentifiers & { amount: number; currency?: string };
	if (currencyRequired && !request.currency) {
		return vambeError(400, 'currency is required for this ticket');
	}
	return withTicket(store, request, (ticket) => {
		ticket.amount = request.amount;
		ticket.currency = request.currency ?? ticket.currency;
	});
};
