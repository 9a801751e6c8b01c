import type { Answer, Call } from '../../service';
import type { VambeStore } from '../store';
import { withTicket, type TicketIdentifiers } from './find';

/**
 * `POST /api/public/ticket/amount`.
 * Assumption: the tickets of the sandbox take an amount with or without a currency; an amount
 * without one keeps the currency that is there.
 */
export function updateTicketAmount(store: VambeStore, { body }: Call): Answer {
	const request = body as TicketIdentifiers & { amount: number; currency?: string };
	return withTicket(store, request, (ticket) => {
		ticket.amount = request.amount;
		ticket.currency = request.currency ?? ticket.currency;
	});
}
