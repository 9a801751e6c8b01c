import { SEED, type Contact } from '../../sandbox';
import { newContact, TICKET, UPSERT, useSandbox } from './support';

const UNKNOWN_ID = '99999999-9999-4999-8999-999999999999';

describe('Vambe', () => {
	const caller = useSandbox();
	const { send } = caller;

	const storedContact = (id: string) =>
		caller.sandbox.state().contacts.find((contact) => contact.id === id);

	it.each([{ 'x-api-key': 'wrong' }, { 'x-api-key': '' }])(
		'refuses the key %j',
		async (headers) => {
			const { status, body } = await send('GET', '/api/public/pipeline', undefined, headers);
			expect({ status, body }).toEqual({
				status: 401,
				body: { statusCode: 401, message: 'Unauthorized' },
			});
		},
	);

	it('answers 404 in its own words where there is no endpoint', async () => {
		const { status, body } = await send('POST', '/api/public/nowhere', {});
		expect({ status, body }).toEqual({
			status: 404,
			body: { statusCode: 404, message: 'Not Found' },
		});
	});

	it('answers 400 to a body that is not JSON', async () => {
		expect((await send('POST', UPSERT, '{"channel":')).status).toBe(400);
	});

	describe('upsert', () => {
		it('creates once and then finds the contact by its cleaned number', async () => {
			const first = await send('POST', UPSERT, newContact({ contact_name: 'Eva' }));
			const again = newContact({ contact_phone_number: '+56 9 3333-4444' });
			const second = await send('POST', UPSERT, again);
			expect(first.status).toBe(201);
			expect(second.body).toEqual(first.body);
			expect(second.body).toMatchObject({ name: 'Eva', phone: '+56933334444' });
		});

		it('keeps the same number on two channels apart', async () => {
			const one = await send('POST', UPSERT, newContact());
			const other = await send('POST', UPSERT, newContact({ channel: 'web-whatsapp' }));
			expect((other.body as Contact).id).not.toBe((one.body as Contact).id);
		});

		it('finds a webchat contact by user id and channel', async () => {
			const body = {
				channel: 'webchat',
				channel_id: SEED.webchatChannelId,
				external_user_id: SEED.externalUserId,
				meta_data: {},
			};
			const found = await send('POST', UPSERT, body);
			expect(storedContact((found.body as Contact).id)?.created_at).toMatch(/^2024/);
			const created = await send('POST', UPSERT, { ...body, channel_id: UNKNOWN_ID });
			expect((created.body as Contact).id).not.toBe((found.body as Contact).id);
		});

		it('sets stage, agent, e-mail, metadata and custom fields', async () => {
			const { body } = await send(
				'POST',
				UPSERT,
				newContact({
					contact_email: 'eva@example.com',
					stageId: SEED.stageId,
					agentId: SEED.agentId,
					meta_data: { leadScore: 95, OptIn: true, tags: ['a', 'b'], home: { city: 'Lima' } },
					custom_field_values: [{ key: 'plan', value: 'premium' }],
				}),
			);
			const contact = storedContact((body as Contact).id);
			expect(contact).toMatchObject({
				email: 'eva@example.com',
				default_stage_id: SEED.stageId,
				agent_id: SEED.agentId,
				metadata: { lead_score: '95', opt_in: 'true', tags: 'a, b', home: '{"city":"Lima"}' },
			});
			const customers = caller.sandbox.state().customers;
			expect(customers.find(({ id }) => id === contact?.ai_customer_id)?.customFields).toEqual({
				plan: 'premium',
			});
		});

		it('names custom field keys without a definition and changes nothing', async () => {
			const before = caller.sandbox.state().contacts;
			const custom_field_values = ['plan', 'colour', 'size'].map((key) => ({ key, value: 'x' }));
			const { status, body } = await send('POST', UPSERT, newContact({ custom_field_values }));
			expect(status).toBe(400);
			expect(body).toMatchObject({ message: expect.stringMatching(/: colour, size$/) as unknown });
			expect(caller.sandbox.state().contacts).toEqual(before);
		});
	});

	describe('metadata of a contact', () => {
		const path = `/api/public/contact/${SEED.contactId}/update-metadata`;

		it('is stored in snake_case as text, added to what is there, and can be read', async () => {
			await send('POST', path, { companyName: 'Acme Corp', old: 'stays' });
			const { status, body } = await send('POST', path, { company_name: 'Initech', Amount: 1.5 });
			expect(status).toBe(201);
			expect(body).toMatchObject([
				{ key: 'company_name', value: 'Initech' },
				{ key: 'amount', value: '1.5' },
			]);
			const read = await send('GET', `/api/public/contact/${SEED.contactId}/info`);
			expect(read.body).toMatchObject({
				id: SEED.contactId,
				metadata: { company_name: 'Initech', old: 'stays', amount: '1.5' },
			});
		});

		it('takes a wrapped body for one field, unless told that the API wraps', async () => {
			const wrapped = { metadata: { plan: 'premium' } };
			await send('POST', path, wrapped);
			expect(storedContact(SEED.contactId)?.metadata).toEqual({ metadata: '{"plan":"premium"}' });

			caller.sandbox.reset();
			caller.sandbox.configure({ contactMetadataShape: 'wrapped' });
			expect((await send('POST', path, { plan: 'premium' })).body).toEqual([]);
			expect((await send('POST', path, wrapped)).body).toMatchObject([{ key: 'plan' }]);
			expect(storedContact(SEED.contactId)?.metadata).toEqual({ plan: 'premium' });
		});

		it('answers 404 for an unknown contact, 400 for an id that is none', async () => {
			const of = (id: string) =>
				send('POST', `/api/public/contact/${id}/update-metadata`, { a: 1 });
			expect((await of(UNKNOWN_ID)).status).toBe(404);
			expect((await of('maria')).status).toBe(400);
		});
	});

	it('adds metadata to a webchat contact, and answers 404 when there is none', async () => {
		const path = '/api/public/webchat/contact/add-metadata';
		const metadata = { plan: 'premium', visits: 3 };
		const { externalUserId } = SEED;
		expect(await send('POST', path, { externalUserId, metadata })).toMatchObject({
			status: 201,
			body: { success: true, updated_fields: 2 },
		});
		const missing = await send('POST', path, { externalUserId: 'nobody', metadata });
		expect(missing.status).toBe(404);
	});

	describe('metadata of a ticket', () => {
		const metadata = { order_id: 'ORD-1' };
		const storedTicket = (id: string) =>
			caller.sandbox.state().tickets.find((ticket) => ticket.id === id);

		it.each([
			['ticket id', { ticket_id: SEED.ticketId }],
			['contact id', { ai_contact_id: SEED.contactId }],
			['contact number', { contact_number: '+56 9 1234-5678' }],
		])('is merged into the ticket found by %s', async (_what, identifier) => {
			await send('POST', TICKET, { ...identifier, metadata: { order_id: 'old', kept: 'yes' } });
			const answer = await send('POST', TICKET, { ...identifier, metadata });
			expect(answer).toMatchObject({ status: 200, body: { status: 'ok' } });
			expect(storedTicket(SEED.ticketId)?.metadata).toEqual({ order_id: 'ORD-1', kept: 'yes' });
		});

		it('needs exactly one identifier', async () => {
			expect(await send('POST', TICKET, { metadata })).toMatchObject({
				status: 400,
				body: { message: 'You must provide ticket_id, ai_contact_id, or contact_number' },
			});
			const both = { ticket_id: SEED.ticketId, ai_contact_id: SEED.contactId, metadata };
			expect((await send('POST', TICKET, both)).status).toBe(400);
		});

		it('takes text values only', async () => {
			const request = { ticket_id: SEED.ticketId, metadata: { amount: 5 } };
			expect((await send('POST', TICKET, request)).status).toBe(400);
			expect(storedTicket(SEED.ticketId)?.metadata).toEqual({});
		});

		it('falls back to a closed ticket only when allowed', async () => {
			const request = { ai_contact_id: SEED.contactIdWithClosedTicket, metadata };
			expect(await send('POST', TICKET, request)).toMatchObject({
				status: 404,
				body: { statusCode: 404, message: 'Active ticket not found for contact' },
			});
			const allowed = { ...request, allow_closed_ticket: true };
			expect((await send('POST', TICKET, allowed)).status).toBe(200);
			const none = { ...allowed, ai_contact_id: SEED.contactIdWithoutTicket };
			expect((await send('POST', TICKET, none)).status).toBe(404);
		});
	});

	describe('list of contacts', () => {
		const list = async (query: string) => {
			const { status, body } = await send('GET', `/api/public/contacts?${query}`);
			return { status, contacts: body as Contact[] };
		};

		it('wants a time to look from', async () => {
			expect((await list('limit=10')).status).toBe(400);
		});

		it('comes in pages that together are everything, in ascending order', async () => {
			const query = 'created_after=2020-01-01T00:00:00Z';
			const pages = [
				await list(`${query}&limit=20`),
				await list(`${query}&limit=20&offset=20`),
				await list(`${query}&limit=20&offset=40`),
			];
			expect(pages.map(({ contacts }) => contacts.length)).toEqual([20, 16, 0]);
			const dates = pages.flatMap(({ contacts }) => contacts.map(({ created_at }) => created_at));
			expect(dates).toEqual([...dates].sort());
		});

		it('finds by last message, change, stage and custom field', async () => {
			expect((await list('days=7')).contacts).toHaveLength(7);
			const now = new Date(Date.now() - 1).toISOString();
			const custom_field_values = [{ key: 'plan', value: 'gold' }];
			await send('POST', UPSERT, newContact({ stageId: SEED.stageId, custom_field_values }));
			expect((await list(`updated_after=${now}`)).contacts).toHaveLength(1);
			const byField = await list(`days=365&custom_field_key=plan&custom_field_value=gold`);
			expect(byField.contacts).toEqual([]);
			const byStage = await list(`updated_after=2020-01-01T00:00:00Z&stage_id=${SEED.stageId}`);
			const stages = new Set(byStage.contacts.map(({ default_stage_id }) => default_stage_id));
			expect([...stages]).toEqual([SEED.stageId]);
		});
	});
});
