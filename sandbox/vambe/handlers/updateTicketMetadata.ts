import type { Handler } from '../../handlers';
import type { VambeStore } from '../store';
import { withTicket, type TicketIdentifiers } from '../withTicket';

/** `POST /api/public/ticket/metadata`: merges text values into the metadata of one ticket. */
export const updateTicketMetadata: Handler<VambeStore> = (store, { body }) => {
	const request = body as TicketIdentifiers & { metadata: Record<string, string> };
	return withTicket(store, request, (ticket) => {
		ticket.metadata = { ...ticket.metadata, ...request.metadata };
	});
};
