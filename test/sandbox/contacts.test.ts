import { SEED, type Contact } from '../../sandbox';
import { newContact, UPSERT, useSandbox } from './support';

const UNKNOWN_ID = '99999999-9999-4999-8999-999999999999';
const NOON = '2030-05-01T12:00:00.000Z';
const PIPELINE_SUPPORT = 'aaaaaaaa-0000-4000-8000-000000000002';

/** Times far after those of the contacts that every sandbox starts with. */
const at = (second: number) => new Date(Date.parse(NOON) + second * 1000).toISOString();

describe('contacts', () => {
	const caller = useSandbox();
	const { send } = caller;

	const list = async (query: Record<string, string | number>) => {
		const search = new URLSearchParams(
			Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
		);
		const { status, body } = await send('GET', `/api/public/contacts?${search.toString()}`);
		return { status, contacts: status === 200 ? (body as Contact[]) : [] };
	};
	const names = async (query: Record<string, string | number>) =>
		(await list(query)).contacts.map(({ name }) => name);
	const info = async (id: string) =>
		(await send('GET', `/api/public/contact/${id}/info`)).body as Record<string, unknown>;
	const stored = (id: string) =>
		caller.sandbox.state().contacts.find((contact) => contact.id === id);

	describe('put by hand', () => {
		it('keep their times, in one form, and are found strictly after a time', async () => {
			const ids = caller.sandbox.putContacts([
				{ name: 'late', created_at: at(2) },
				{ name: 'early', created_at: '2030-05-01T14:00:01+02:00' },
				{ name: 'at noon', created_at: NOON },
			]);
			expect(new Set(ids).size).toBe(3);
			expect(stored(ids[1] ?? '')).toMatchObject({ created_at: at(1), updated_at: at(1) });
			expect(await names({ created_after: NOON })).toEqual(['early', 'late']);
			expect(await names({ created_after: '2030-05-01T09:00:00-03:00' })).toEqual([
				'early',
				'late',
			]);
			expect(await names({ updated_after: at(1) })).toEqual(['late']);
		});

		it('change the contact whose id exists and leave the rest of it alone', async () => {
			const before = stored(SEED.contactId);
			const [id] = caller.sandbox.putContacts([
				{ id: SEED.contactId.toUpperCase(), phone: '+56 9 7777', updated_at: at(5) },
			]);
			expect(id).toBe(SEED.contactId);
			expect(stored(SEED.contactId)).toEqual({
				...before,
				phone: '+56 9 7777',
				updated_at: at(5),
			});
			expect(caller.sandbox.state().contacts).toHaveLength(36);
			const again = newContact({ contact_phone_number: '+5697777' });
			expect((await send('POST', UPSERT, again)).body).toMatchObject({ id: SEED.contactId });
			const old = newContact({ contact_phone_number: SEED.contactPhoneNumber });
			expect((await send('POST', UPSERT, old)).body).not.toMatchObject({ id: SEED.contactId });
		});

		it('are found by their new user id only', async () => {
			const visitor = caller.sandbox
				.state()
				.contacts.find(({ external_user_id }) => external_user_id === SEED.externalUserId);
			caller.sandbox.putContacts([{ id: visitor?.id, external_user_id: 'renamed' }]);
			const add = async (externalUserId: string) => {
				const body = { externalUserId, metadata: { plan: 'gold' } };
				return (await send('POST', '/api/public/webchat/contact/add-metadata', body)).status;
			};
			expect(await add('renamed')).toBe(201);
			expect(await add(SEED.externalUserId)).toBe(404);
		});

		it('count as changed now when no time is given', async () => {
			const before = new Date(Date.now() - 1).toISOString();
			caller.sandbox.putContacts([{ id: SEED.contactId, name: 'Changed' }]);
			expect(await names({ updated_after: before })).toEqual(['Changed']);
		});

		it('may share a time: they keep their order, page by page, without gaps and repeats', async () => {
			const wanted = Array.from({ length: 25 }, (_, i) => `contact ${i}`);
			caller.sandbox.putContacts(wanted.map((name) => ({ name, updated_at: NOON })));
			const query = { updated_after: at(-1), limit: 10 };
			const pages = [
				await names(query),
				await names({ ...query, offset: 10 }),
				await names({ ...query, offset: 20 }),
			];
			expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
			expect(pages.flat()).toEqual(wanted);
		});

		it('can show a new contact in the middle of those with the same time', async () => {
			caller.sandbox.configure({ equalTimes: 'byId' });
			const id = (digit: number) => SEED.contactId.replace(/^./, String(digit));
			const put = (digit: number) =>
				caller.sandbox.putContacts([{ id: id(digit), name: `${digit}`, created_at: NOON }]);
			[1, 9].forEach(put);
			put(5);
			expect(await names({ created_after: at(-1) })).toEqual(['1', '5', '9']);
		});

		it('are checked, all or none', () => {
			const { sandbox } = caller;
			const before = sandbox.state().contacts;
			const good = { name: 'good' };
			expect(() => sandbox.putContacts([good, { created_at: 'yesterday' }])).toThrow(/datetime/);
			expect(() => sandbox.putContacts([good, { id: 'maria' }])).toThrow(/UUID/);
			const misspelt: object = { nmae: 'Maria' };
			expect(() => sandbox.putContacts([good, misspelt])).toThrow(/nmae/);
			expect(sandbox.state().contacts).toEqual(before);
		});

		it('come and go over HTTP', async () => {
			const put = await send('PUT', '/__sandbox/contacts', [{ name: 'Over HTTP' }, {}]);
			expect(put.status).toBe(200);
			expect(put.body).toHaveLength(2);
			expect((await send('PUT', '/__sandbox/contacts', [{ created_at: 5 }])).status).toBe(400);
			expect(caller.sandbox.state().contacts).toHaveLength(38);
			expect((await send('DELETE', '/__sandbox/contacts')).status).toBe(204);
			expect(caller.sandbox.state()).toMatchObject({ contacts: [], customers: [], tickets: [] });
			expect(caller.sandbox.requests()).toEqual([]);
		});
	});

	describe('filters', () => {
		it('look at the default stage for a stage, at the active ticket for a pipeline', async () => {
			const wide = { days: 365, limit: 1000 };
			const inPipeline = await list({ ...wide, pipeline_id: PIPELINE_SUPPORT });
			const isListed = ({ id }: Contact) => id === SEED.contactId;
			expect(inPipeline.contacts.length).toBeGreaterThan(0);
			expect(inPipeline.contacts.some(isListed)).toBe(false);

			const moved = inPipeline.contacts[0];
			caller.sandbox.putContacts([{ id: moved?.id, default_stage_id: SEED.stageId }]);
			const again = await list({ ...wide, pipeline_id: PIPELINE_SUPPORT });
			expect(again.contacts).toHaveLength(inPipeline.contacts.length);
			const inStage = await list({ ...wide, stage_id: SEED.stageId });
			expect(inStage.contacts.map(({ id }) => id)).toContain(moved?.id);
		});

		it('find by custom field, which wants key and value', async () => {
			caller.sandbox.putContacts([
				{ name: 'gold', created_at: NOON, custom_fields: { plan: 'gold' } },
				{ name: 'silver', created_at: NOON, custom_fields: { plan: 'silver' } },
			]);
			const query = { created_after: at(-1), custom_field_key: 'plan' };
			expect(await names({ ...query, custom_field_value: 'gold' })).toEqual(['gold']);
			expect((await list(query)).status).toBe(400);
		});

		it.each([
			['limit', 0],
			['limit', 1001],
			['limit', 'all'],
			['offset', -1],
			['days', 0],
			['updated_after', 'yesterday'],
			['stage_id', 'new'],
		])('refuse %s=%s', async (name, value) => {
			expect((await list({ days: 30, [name]: value })).status).toBe(400);
		});

		it('hold together', async () => {
			caller.sandbox.putContacts([
				{ name: 'old, changed', created_at: at(1), updated_at: at(9) },
				{ name: 'new, changed', created_at: at(5), updated_at: at(8) },
				{ name: 'new', created_at: at(6), updated_at: at(6) },
			]);
			const both = { created_after: at(4), updated_after: at(5) };
			expect(await names(both)).toEqual(['new', 'new, changed']);
		});

		it('give no metadata', async () => {
			const { contacts } = await list({ days: 365, limit: 1 });
			expect(Object.keys(contacts[0] ?? {})).not.toContain('metadata');
		});
	});

	describe('info', () => {
		it('shows metadata, tickets and agents', async () => {
			const { tickets } = caller.sandbox.state();
			const closed = tickets.find(({ closed_at, contact_id }) => {
				return closed_at !== null && contact_id === SEED.contactId;
			});
			expect(await info(SEED.contactId)).toMatchObject({
				id: SEED.contactId,
				metadata: {},
				active_ticket_v2: { id: SEED.ticketId, current_stage_id: SEED.stageId },
				last_closed_ticket: { id: closed?.id },
				assigned_agents: [],
			});
			expect(await info(SEED.contactIdWithoutTicket)).toMatchObject({
				active_ticket_v2: null,
				last_closed_ticket: null,
			});
			expect((await send('GET', `/api/public/contact/${UNKNOWN_ID}/info`)).status).toBe(404);
		});

		it('shows which body of update-metadata the account takes', async () => {
			const path = `/api/public/contact/${SEED.contactId}/update-metadata`;
			const metadataAfter = async (body: object) => {
				await send('POST', path, body);
				return (await info(SEED.contactId)).metadata;
			};
			expect(await metadataAfter({ flat_key: 'yes' })).toEqual({ flat_key: 'yes' });
			expect(await metadataAfter({ metadata: { wrapped_key: 'yes' } })).toEqual({
				flat_key: 'yes',
				metadata: '{"wrapped_key":"yes"}',
			});

			caller.sandbox.reset();
			caller.sandbox.configure({ contactMetadataShape: 'wrapped' });
			expect(await metadataAfter({ flat_key: 'yes' })).toEqual({});
			expect(await metadataAfter({ metadata: { wrapped_key: 'yes' } })).toEqual({
				wrapped_key: 'yes',
			});
		});
	});

	describe('agents', () => {
		const OTHER = 'dddddddd-0000-4000-8000-000000000002';
		const assign = (contact: string, agent: string, query = '') =>
			send('POST', `/api/public/contact/${contact}/assign-team-member/${agent}${query}`);

		it('are added, once each, or replace the others', async () => {
			expect(await assign(SEED.contactId, SEED.agentId)).toMatchObject({
				status: 201,
				body: { success: true },
			});
			await assign(SEED.contactId, OTHER, '?removeExistingAgents=false');
			await assign(SEED.contactId, OTHER);
			expect(await info(SEED.contactId)).toMatchObject({
				assigned_agents: [
					{ agent_id: SEED.agentId, agent_name: 'Ana Torres' },
					{ agent_id: OTHER },
				],
			});
			await assign(SEED.contactId, SEED.agentId, '?removeExistingAgents=true');
			expect(stored(SEED.contactId)).toMatchObject({
				agent_id: SEED.agentId,
				agent_ids: [SEED.agentId],
			});
		});

		it('and contacts have to exist', async () => {
			expect((await assign(UNKNOWN_ID, SEED.agentId)).status).toBe(404);
			expect(await assign(SEED.contactId, UNKNOWN_ID)).toMatchObject({
				status: 404,
				body: { message: 'Team member not found' },
			});
			expect((await assign(SEED.contactId, 'ana')).status).toBe(400);
			const query = '?removeExistingAgents=maybe';
			expect((await assign(SEED.contactId, SEED.agentId, query)).status).toBe(400);
			expect(stored(SEED.contactId)?.agent_ids).toEqual([]);
		});
	});

	it('show the time of every write that is about them', async () => {
		const { id, updated_at } = stored(SEED.contactId) ?? {};
		const contact = `/api/public/contact/${SEED.contactId}`;
		const writes: Array<[string, string, object?]> = [
			['POST', `${contact}/update-metadata`, { a: 1 }],
			['POST', `${contact}/assign-team-member/${SEED.agentId}`],
			['PATCH', `/api/public/contact/tags/${SEED.contactId}`, { tagsIds: [1] }],
			['POST', `/api/public/channels/whatsapp/${SEED.contactPhoneNumber}/tags`, { tags: ['x'] }],
			['POST', UPSERT, newContact({ contact_phone_number: SEED.contactPhoneNumber })],
		];
		for (const [method, path, body] of writes) {
			caller.sandbox.putContacts([{ id, updated_at }]);
			expect((await send(method, path, body)).status).toBeLessThan(300);
			expect(Date.parse(stored(SEED.contactId)?.updated_at ?? '')).toBeGreaterThan(
				Date.parse(updated_at ?? ''),
			);
		}
	});
});
