import { SEED } from '../../sandbox';
import { useSandbox } from './support';

const OPEN = `/api/public/ticket/open/whatsapp/${SEED.whatsappPhoneId}`;
const SEND = `/api/public/whatsapp/message/send/${encodeURIComponent(SEED.contactPhoneNumber)}/template/reminder`;
const ticket = (more: object = {}) => ({
	to_phone_number: SEED.contactPhoneNumber,
	stage_id: SEED.stageId,
	...more,
});
const template = (more: object = {}) => ({ variables: ['Maria'], meta_data: {}, ...more });

const caller = useSandbox();
const { send } = caller;
const state = () => caller.sandbox.state();
const ticketsOf = (id: string) => state().tickets.filter(({ contact_id }) => contact_id === id);

describe('a ticket that is opened', () => {
	it('is the active one of its contact, and no message is sent', async () => {
		const body = ticket({
			to_phone_number: '+56 9 1234-5678',
			contact_metadata: { companyName: 'Acme' },
			ticket_metadata: { orderId: 7 },
		});
		expect(await send('POST', OPEN, body)).toMatchObject({
			status: 201,
			body: { aiContactId: SEED.contactId, status: 'ok' },
		});
		const active = ticketsOf(SEED.contactId).filter(({ closed_at }) => closed_at === null);
		expect(active).toMatchObject([{ current_stage_id: SEED.stageId, metadata: { orderId: '7' } }]);
		expect(active[0]?.id).not.toBe(SEED.ticketId);
		const contact = state().contacts.find(({ id }) => id === SEED.contactId);
		expect(contact?.metadata).toEqual({ company_name: 'Acme' });
		expect(state().messages).toEqual([]);
	});

	it('makes the contact when there is none', async () => {
		const web = `/api/public/ticket/open/web-whatsapp/${SEED.webWhatsappPhoneId}`;
		const body = ticket({ to_phone_number: '+56955550000', contact_name: 'Ana', email: 'a@b.co' });
		const { body: answer } = await send('POST', web, body);
		const { aiContactId } = answer as { aiContactId: string };
		expect(state().contacts.find(({ id }) => id === aiContactId)).toMatchObject({
			platform: 'web-whatsapp',
			phone: '+56955550000',
			name: 'Ana',
			email: 'a@b.co',
		});
	});

	it.each([
		[
			{ content: 'Hello', ai_generated: true },
			{ content: 'Hello', template_id: null },
		],
		[
			{ templateId: 'shipped', ai_generated: false },
			{ content: null, template_id: 'shipped' },
		],
	])('sends the message %j', async (message, stored) => {
		await send('POST', OPEN, ticket({ message }));
		await send('POST', OPEN, ticket({ message }));
		const { ai_generated } = message;
		const one = { ...stored, ai_generated, to: SEED.contactPhoneNumber, from: '4001' };
		expect(state().messages).toMatchObject([one, one]);
	});

	it.each([
		[404, 'a phone ID that is none', OPEN.replace('4001', '4999'), {}],
		[404, 'a phone ID that is no number', OPEN.replace('4001', 'main'), {}],
		[404, 'the phone ID of another kind', OPEN.replace('/whatsapp/', '/web-whatsapp/'), {}],
		[400, 'another channel', OPEN.replace('/whatsapp/', '/instagram/'), {}],
		[400, 'a short number', OPEN, { to_phone_number: '12' }],
		[400, 'no stage', OPEN, { stage_id: undefined }],
		[400, 'a stage that is none', OPEN, { stage_id: SEED.agentId }],
		[400, 'a message that does not say who wrote it', OPEN, { message: { content: 'x' } }],
	])('is answered %d with %s', async (status, _what, path, more) => {
		const before = state();
		expect((await send('POST', path, ticket(more))).status).toBe(status);
		expect({ ...state(), traffic: before.traffic }).toEqual(before);
	});
});

describe('a template', () => {
	it('is sent once for each request, and updates its contact', async () => {
		const query = `?from-phone-number=${encodeURIComponent('56987654321')}`;
		const more = {
			contactName: 'Maria R.',
			stageId: SEED.stageId,
			agent_id: SEED.agentId,
			meta_data: { appointmentId: 'A-17' },
		};
		for (let times = 0; times < 2; times++) {
			const { status } = await send('POST', SEND + query, template(more));
			expect(status).toBe(201);
		}
		const one = { contact_id: SEED.contactId, template_id: 'reminder', variables: ['Maria'] };
		expect(state().messages).toMatchObject([one, { ...one, from: '56987654321' }]);
		expect(state().contacts.find(({ id }) => id === SEED.contactId)).toMatchObject({
			name: 'Maria R.',
			default_stage_id: SEED.stageId,
			agent_id: SEED.agentId,
			metadata: { appointment_id: 'A-17' },
		});
	});

	it.each([
		['no variables', '', { variables: undefined }],
		['a variable that is a number', '', { variables: [1] }],
		['no metadata', '', { meta_data: undefined }],
		['a sender that is not ours', '?from-phone-number=1234567', {}],
	])('is refused with %s', async (_what, query, more) => {
		expect((await send('POST', SEND + query, template(more))).status).toBe(400);
		expect(state().messages).toEqual([]);
	});

	it('is forgotten with the rest', async () => {
		await send('POST', SEND, template());
		caller.sandbox.reset();
		expect(state().messages).toEqual([]);
	});
});

it.each([
	['whatsapp', [SEED.whatsappPhoneId, 4002]],
	['web-whatsapp', [SEED.webWhatsappPhoneId]],
	['instagram', [4011]],
	['playground', []],
])('the channels of %s are listed', async (kind, ids) => {
	const { body } = await send('GET', `/api/public/channels/${kind}`);
	expect((body as Array<{ id: unknown }>).map(({ id }) => id)).toEqual(ids);
});
