import type { Handler } from '../../handlers';
import { notFound } from '../answers';
import type { VambeStore } from '../store';
import type { Platform } from '../types';

/**
 * `POST /api/public/channels/{channelType}/{platformIdentifier}/tags`: adds tags by name and makes
 * those that do not exist. A tag for tickets goes to the active ticket, if there is one.
 * Assumption: a tag that is there already counts as assigned.
 */
export const addTagsByChannel: Handler<VambeStore> = (store, { params, body }) => {
	const { channelType, platformIdentifier } = params as {
		channelType: Platform;
		platformIdentifier: string;
	};
	const contact = store.contacts.withIdentifier(channelType, platformIdentifier);
	if (!contact) return notFound('Contact');

	const names = [...new Set((body as { tags: string[] }).tags)];
	const createdCount = names.filter((name) => !store.tags.named(name)).length;
	const tags = names.map((name) => store.tags.named(name) ?? store.tags.create(name));
	const ofTickets = tags.filter(({ entity_type }) => entity_type === 'TICKET');
	const ofContacts = tags.filter((tag) => !ofTickets.includes(tag));
	store.contacts.setTags(contact, [...contact.tags, ...ofContacts.map(({ id }) => id)]);
	const ticket = store.tickets.activeOf(contact);
	if (ticket) ticket.tags = [...new Set([...ticket.tags, ...ofTickets.map(({ id }) => id)])];

	const notAssignedTags = ticket ? [] : ofTickets.map(({ value }) => value);
	return {
		status: 201,
		body: {
			status: 'success',
			createdCount,
			assignedCount: tags.length - notAssignedTags.length,
			notAssignedCount: notAssignedTags.length,
			notAssignedTags,
			details: notAssignedTags.length > 0 ? 'Tags for tickets need an active ticket' : '',
		},
	};
};
