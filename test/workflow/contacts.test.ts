import type { INodeExecutionData } from 'n8n-workflow';

import { SEED } from '../../sandbox/seed';
import { byId, nodeCase } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';

const getContact = nodeCase('vambe', 'contact', 'get');
const getManyContacts = nodeCase('vambe', 'contact', 'getMany');
const search = nodeCase('vambe', 'contact', 'search');
const assignAgent = nodeCase('vambe', 'contact', 'assignAgent');
const setTags = nodeCase('vambe', 'contact', 'setTags');
const addTags = nodeCase('vambe', 'contact', 'addTags');
const updateAmount = nodeCase('vambe', 'ticket', 'updateAmount');

const ids = (items: INodeExecutionData[]): unknown[] => items.map(({ json }) => json.id);

describe('many contacts', () => {
	const runs = useSandbox();

	/** What was asked for, request by request. */
	const queries = (): Array<Record<string, string>> =>
		runs.sandbox
			.requests()
			.map(({ url }) =>
				Object.fromEntries(new URL(url, 'http://localhost').searchParams.entries()),
			);

	function put(count: number): string[] {
		runs.sandbox.clearContacts();
		return runs.sandbox.putContacts(
			Array.from({ length: count }, (_, index) => ({ name: `Contact ${index}` })),
		);
	}

	it('come page by page until one is short, each exactly once', async () => {
		const all = put(2500);
		const { items } = await runs.run(getManyContacts({ returnAll: true }));
		expect(queries()).toEqual(
			['0', '950', '1900'].map((offset) => ({
				created_after: '1970-01-01T00:00:00Z',
				limit: '1000',
				offset,
			})),
		);
		expect(items).toHaveLength(2500);
		expect(new Set(ids(items))).toEqual(new Set(all));
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	});

	it.each([49, 50, 51, 1001])(
		'are one request with limit 50, whatever there is: %d',
		async (count) => {
			put(count);
			const { items } = await runs.run(getManyContacts({ limit: 50 }));
			expect(queries()).toEqual([{ days: '365', limit: '50', offset: '0' }]);
			expect(items).toHaveLength(Math.min(50, count));
		},
	);

	it('beyond one page are asked for to the number, and no page more', async () => {
		put(1600);
		const { items } = await runs.run(getManyContacts({ limit: 1500 }));
		expect(queries()).toMatchObject([
			{ limit: '1000', offset: '0' },
			{ limit: '550', offset: '950' },
		]);
		expect(items).toHaveLength(1500);
	});

	it('that end with a full page need one more look', async () => {
		put(1000);
		const { items } = await runs.run(getManyContacts({ returnAll: true }));
		expect(queries().map(({ offset }) => offset)).toEqual(['0', '950']);
		expect(items).toHaveLength(1000);
	});

	it('are none without an error', async () => {
		runs.sandbox.clearContacts();
		const { items, error } = await runs.run(getManyContacts({}));
		expect([items, error]).toEqual([[], undefined]);
	});

	it('are read again where a page failed, and none of them twice', async () => {
		put(1200);
		runs.sandbox.failNext({ match: { path: 'offset=950' }, kind: 'resetBeforeHeaders' });
		const { items } = await runs.run(getManyContacts({ returnAll: true }));
		expect(queries().map(({ offset }) => offset)).toEqual(['0', '950', '950']);
		expect(new Set(ids(items)).size).toBe(1200);
	});

	it('are no half list when a page is refused', async () => {
		put(1200);
		runs.sandbox.failNext({ match: { path: 'offset=950' }, status: 400 });
		const { items } = await runs.run(getManyContacts({ returnAll: true }), [{}], {
			onError: 'continueRegularOutput',
		});
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({ details: { statusCode: 400 } });
	});

	it('are asked for once per input item', async () => {
		const { items } = await runs.run(
			getManyContacts({
				limit: 2,
				filters: { stageId: byId('={{ $json.stage }}'), lastMessageDays: 300 },
			}),
			[{ stage: SEED.stageId }, { stage: '00000000-0000-4000-8000-00000000dead' }],
		);
		expect(queries().map(({ days }) => days)).toEqual(['300', '300']);
		expect(items.map(({ json }) => json.default_stage_id)).toEqual([SEED.stageId, SEED.stageId]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it.each([
		[{ createdAfter: '2024-10-01' }, { created_after: '2024-10-01T00:00:00Z' }],
		[{ updatedAfter: '2024-10-01T10:00' }, { updated_after: '2024-10-01T10:00:00Z' }],
		[
			{ lastMessageDays: 7, createdAfter: '2024-10-01' },
			{ days: '7', created_after: '2024-10-01T00:00:00Z' },
		],
		[
			{ customFieldKey: 'plan', customFieldValue: 'premium' },
			{ days: '365', custom_field_key: 'plan', custom_field_value: 'premium' },
		],
	])('of %j are asked for as %j', async (filters, query) => {
		await runs.run(getManyContacts({ limit: 5, filters }));
		expect(queries()).toEqual([{ ...query, limit: '5', offset: '0' }]);
	});

	it('are shown by a dry run with their query', async () => {
		const { items } = await runs.run(getManyContacts({ options: { dryRun: true } }));
		expect(items[0]?.json).toMatchObject({
			dryRun: true,
			request: { method: 'GET', query: { days: 365, limit: 50, offset: 0 } },
		});
		expect(runs.sandbox.requests()).toEqual([]);
	});

	it('are raw when not simplified', async () => {
		const raw = await runs.run(getManyContacts({ limit: 1, simplify: false }));
		const simplified = await runs.run(getManyContacts({ limit: 1 }));
		expect(raw.items[0]?.json).toHaveProperty('is_chat_read');
		expect(simplified.items[0]?.json).not.toHaveProperty('is_chat_read');
	});
});

describe('a search for contacts', () => {
	const runs = useSandbox();

	it.each([
		['the last digits of a number', { phone: '5678' }],
		['a number in any form', { phone: 'tel:+56 (9) 1234-5678' }],
		['a part of an address, without case', { email: '@CARE.example.com' }],
		['both, where both fit', { phone: '5678', email: 'ana@' }],
	])('finds those of all channels by %s', async (_what, parameters) => {
		runs.sandbox.clearContacts();
		const person = { phone: '+56912345678', email: 'ana@care.example.com' };
		const found = runs.sandbox.putContacts([person, { ...person, platform: 'webchat' }]);
		runs.sandbox.putContacts([{ phone: '+56911111111', email: 'ben@example.com' }]);
		const { items, hints } = await runs.run(search(parameters), [{}]);
		expect(ids(items)).toEqual(found);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		expect(hints).toEqual([]);
	});

	it('that finds nobody brings no item and no error', async () => {
		const { items, error } = await runs.run(search({ email: 'nobody@' }));
		expect([items, error]).toEqual([[], undefined]);
	});

	it.each([
		[49, 49, []],
		[50, 50, [expect.stringContaining('there may be others')]],
		[60, 50, [expect.stringContaining('no more than 50')]],
	])('that finds %d contacts brings %d, and says when there may be more', async (...row) => {
		const [count, shown, said] = row;
		runs.sandbox.clearContacts();
		runs.sandbox.putContacts(Array.from({ length: count }, () => ({ phone: '+56912345678' })));
		const { items, hints } = await runs.run(search({ phone: '5691' }));
		expect(items).toHaveLength(shown);
		expect(hints).toEqual(said);
	});

	it('for nothing is refused and does not leave, the others do', async () => {
		const { items } = await runs.run(
			search({ phone: '={{ $json.phone }}', email: '={{ $json.email }}' }),
			[{ phone: '', email: null }, { phone: '5678' }],
			{ onError: 'continueRegularOutput' },
		);
		expect(items[0]?.json.error).toContain('Phone is empty, and so is Email');
		expect(items[1]?.json.id).toBe(SEED.contactId);
		expect(runs.onlyRequest().path).toContain('?phone=5678');
	});
});

describe('one contact', () => {
	const runs = useSandbox();
	const APP = 'https://app.vambeai.com/pipeline';

	it.each([
		`${APP}?chatContactId=${SEED.contactId}`,
		`${APP}?id=550e8400-e29b-41d4-a716-446655440000&chatContactId=${SEED.contactId}#notes`,
		`${APP}?chatContactId=${SEED.contactId.toUpperCase()}&id=x`,
	])('is found by its address: %s', async (value) => {
		const contactId = { __rl: true, mode: 'url', value };
		const { items, error } = await runs.run(getContact({ contactId }));
		expect(error).toBeUndefined();
		expect(ids(items)).toEqual([SEED.contactId]);
	});

	it.each([APP, `${APP}?id=${SEED.contactId}`, `${APP}?chatContactId=../../tags`])(
		'is not found by an address without its ID: %s',
		async (value) => {
			const mapped = { __rl: true, mode: 'url', value: '={{ $json.value }}' };
			const { error } = await runs.run(getContact({ contactId: mapped }), [{ value }]);
			expect(error?.message).toMatch(/^Item 0 \(row 1 of 1\): Contact is ".*", but must be a UUID/);
			expect(runs.sandbox.requests()).toEqual([]);
			// Typed by hand, n8n itself refuses it.
			const typed = { __rl: true, mode: 'url', value };
			await expect(runs.run(getContact({ contactId: typed }))).rejects.toThrow('has issues');
		},
	);

	it('comes with what was saved before', async () => {
		const node = nodeCase(
			'vambe',
			'contact',
			'updateMetadata',
		)({
			contactId: byId(SEED.contactId),
			metadataMode: 'json',
			metadataJson: '{ "plan": "premium" }',
		});
		await runs.run(node);
		const { items } = await runs.run(getContact({ contactId: byId(SEED.contactId) }));
		expect(items[0]?.json.metadata).toEqual({ plan: 'premium' });
	});
});

describe('agents, tags and amounts', () => {
	const runs = useSandbox();
	const contact = () => runs.sandbox.state().contacts.find(({ id }) => id === SEED.contactId);
	const contactId = byId(SEED.contactId);

	it('an agent joins the others, or takes their place', async () => {
		const other = 'dddddddd-0000-4000-8000-000000000002';
		await runs.run(assignAgent({ contactId, agentId: byId(other) }));
		await runs.run(assignAgent({ contactId, agentId: byId(SEED.agentId) }));
		expect(contact()?.agent_ids).toEqual([other, SEED.agentId]);
		const alone = { contactId, agentId: byId(SEED.agentId), removeExistingAgents: true };
		await runs.run(assignAgent(alone));
		expect(contact()?.agent_ids).toEqual([SEED.agentId]);
	});

	it('set tags replace, added tags stay beside', async () => {
		await runs.run(setTags({ contactId, tagIds: [2, 3] }));
		await runs.run(setTags({ contactId, tagIds: [1] }));
		expect(contact()?.tags).toEqual([1]);
		await runs.run(
			addTags({ contactIdentifier: SEED.contactPhoneNumber, tags: 'newsletter, brand-new' }),
		);
		const names = runs.sandbox.state().tags.filter(({ id }) => contact()?.tags.includes(id));
		expect(names.map(({ value }) => value)).toEqual(['vip-customer', 'newsletter', 'brand-new']);
	});

	it('all tags go with an empty list of an expression, and none with a field that is missing', async () => {
		await runs.run(setTags({ contactId, tagIds: [2, 3] }));
		const { error } = await runs.run(setTags({ contactId, tagIds: '={{ $json.tags }}' }));
		expect(error?.message).toBe('Item 0 (row 1 of 1): Tag Names or IDs is empty');
		expect(contact()?.tags).toEqual([2, 3]);
		await runs.run(setTags({ contactId, tagIds: '={{ $json.tags }}' }), [{ tags: [] }]);
		expect(contact()?.tags).toEqual([]);
	});

	it('an amount keeps its decimals', async () => {
		await runs.run(
			updateAmount({ ticketId: SEED.ticketId, amount: '={{ $json.total }}', currency: 'clp' }),
			[{ total: '1999.95' }],
		);
		const ticket = runs.sandbox.state().tickets.find(({ id }) => id === SEED.ticketId);
		expect(ticket).toMatchObject({ amount: 1999.95, currency: 'CLP' });
	});
});
