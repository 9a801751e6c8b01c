import type { Handler } from '../../handlers';
import { CHANNELS, PIPELINES } from '../../seed';
import { notFound, vambeError } from '../answers';
import { toText } from '../metadata';
import type { VambeStore } from '../store';
import { cleanPhone, isPhone } from '../store/keys';

interface OpenTicketRequest {
	to_phone_number: string;
	stage_id: string;
	contact_name?: string;
	email?: string;
	contact_metadata?: Record<string, unknown>;
	ticket_metadata?: Record<string, unknown>;
	message?: { content?: string; templateId?: string; ai_generated: boolean };
}

/** `POST /api/public/ticket/open/{channelType}/{phoneId}` */
export const openTicket: Handler<VambeStore> = (store, { params, body }) => {
	const { channelType, phoneId } = params as {
		channelType: 'whatsapp' | 'web-whatsapp';
		phoneId: string;
	};
	const request = body as OpenTicketRequest;
	if (!CHANNELS[channelType]?.some(({ id }) => String(id) === phoneId)) return notFound('Phone');
	const to = cleanPhone(request.to_phone_number);
	if (!isPhone(to)) return vambeError(400, 'Invalid phone number');
	const stages = PIPELINES.flatMap((pipeline) => pipeline.stages);
	if (!stages.some(({ id }) => id === request.stage_id.toLowerCase())) {
		return vambeError(400, 'Stage not found');
	}

	// Assumption: the contact is found or created as an upsert does it.
	const contact = store.contacts.upsert({
		channel: channelType,
		contact_phone_number: to,
		contact_name: request.contact_name,
		contact_email: request.email,
		meta_data: request.contact_metadata ?? {},
	});
	store.tickets.open(contact, request.stage_id, asTexts(request.ticket_metadata ?? {}));
	if (request.message) {
		const { content = null, templateId = null, ai_generated } = request.message;
		const text = { content, template_id: templateId, variables: [], ai_generated };
		store.messages.push({ contact_id: contact.id, to, from: phoneId, ...text });
	}
	return { status: 201, body: { aiContactId: contact.id, status: 'ok' } };
};

/** Assumption: kept as the metadata of a ticket is: keys as they come, values as text. */
function asTexts(metadata: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, toText(value)]));
}
