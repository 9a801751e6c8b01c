import type { Handler } from '../../handlers';
import { CHANNELS } from '../../seed';
import { vambeError } from '../answers';
import type { VambeStore } from '../store';
import { cleanPhone, isPhone } from '../store/keys';

interface SendTemplateRequest {
	variables: string[];
	meta_data: Record<string, unknown>;
	contactName?: string;
	email?: string;
	stageId?: string;
	agent_id?: string;
}

const digitsOf = (phone: string | null): string => (phone ?? '').replace(/\D/g, '');
const OURS = (CHANNELS.whatsapp ?? []).map(({ phone_number }) => digitsOf(phone_number));

/**
 * `POST /api/public/whatsapp/message/send/{phone}/template/{templateId}`.
 * Assumption: a sender that is none of the account's numbers is refused, every template exists, and
 * the answer is an empty object.
 */
export const sendTemplate: Handler<VambeStore> = (store, { params, query, body }) => {
	const { phone, templateId } = params as { phone: string; templateId: string };
	const { 'from-phone-number': sender } = query as { 'from-phone-number'?: string };
	const request = body as SendTemplateRequest;
	const to = cleanPhone(phone);
	if (!isPhone(to)) return vambeError(400, 'Invalid phone number');
	const from = sender === undefined ? null : cleanPhone(sender);
	if (from !== null && !OURS.includes(digitsOf(from))) return vambeError(400, 'Sender not found');

	// Assumption: the contact is found or created as an upsert does it.
	const contact = store.contacts.upsert({
		channel: 'whatsapp',
		contact_phone_number: to,
		contact_name: request.contactName,
		contact_email: request.email,
		stageId: request.stageId,
		agentId: request.agent_id,
		meta_data: request.meta_data,
	});
	const template = { content: null, template_id: templateId, ai_generated: false };
	const { variables } = request;
	store.messages.push({ contact_id: contact.id, to, from, variables, ...template });
	return { status: 201, body: {} };
};
