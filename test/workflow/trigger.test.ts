import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { VambeTrigger } from '../../nodes/Vambe/VambeTrigger.node';
import type { Fault } from '../../sandbox';
import { outputOf } from '../engine/engine';
import { useSandbox } from '../engine/sandboxRuns';
import { schemaIn, TRIGGER_SCHEMA } from '../engine/schemas';
import { ActiveTrigger, DurableTrigger, triggerNode, type TriggerSetUp } from '../engine/trigger';
import { withoutBackOff } from '../support/withoutBackOff';

const runs = useSandbox();
let nextPhone = 0;

/** Creates or changes contacts in the sandbox, as somebody else would. @returns their IDs */
async function upsert(...phones: string[]): Promise<string[]> {
	const { baseUrl, apiKey } = runs.sandbox.vambe;
	const ids: string[] = [];
	for (const phone of phones) {
		const response = await fetch(`${baseUrl}/api/public/customer/upsert/info`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
			body: JSON.stringify({
				channel: 'whatsapp',
				channel_phone_number: '+56987654321',
				contact_phone_number: phone,
				meta_data: {},
			}),
		});
		ids.push(((await response.json()) as { id: string }).id);
	}
	runs.sandbox.clearRequests();
	return ids;
}

const newPhones = (count: number): string[] =>
	Array.from({ length: count }, () => `+5690000${String(nextPhone++).padStart(5, '0')}`);
const ids = (items: IDataObject[]): unknown[] => items.map(({ id }) => id);
const urls = (): string[] => runs.sandbox.requests().map(({ url }) => url);

/** A trigger after its first poll. */
async function activated(setUp: TriggerSetUp = {}): Promise<ActiveTrigger> {
	const trigger = new ActiveTrigger(runs.credentials(), setUp);
	expect(await trigger.poll()).toEqual([]);
	runs.sandbox.clearRequests();
	return trigger;
}

/** Contacts as the list shows them, one a second from a minute ago. */
const listed = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => {
		const at = new Date(Date.now() - 60_000 + from + index).toISOString();
		return { id: `id-${from + index}`, name: 'Listed', created_at: at, updated_at: at };
	});
const page = (body: unknown): Fault => ({ status: 200, body });

const errorOf = (work: Promise<unknown>): Promise<NodeApiError> =>
	work.then(
		() => {
			throw new Error('Expected an error');
		},
		(error: NodeApiError) => error,
	);

describe('a trigger on created contacts', () => {
	it('starts with what is new after its first poll, once', async () => {
		const before = await upsert(...newPhones(2));
		const trigger = await activated();
		const created = await upsert(...newPhones(5));
		expect(ids(await trigger.poll())).toEqual(created);
		expect(await trigger.poll()).toEqual([]);
		const [more] = await upsert(...newPhones(1));
		expect(ids(await trigger.poll())).toEqual([more]);
		expect(created).not.toContain(before[0]);
	});

	it('does not start for a contact that is only changed', async () => {
		const [phone = ''] = newPhones(1);
		await upsert(phone);
		const trigger = await activated();
		await upsert(phone);
		expect(await trigger.poll()).toEqual([]);
	});

	it('goes on after a restart where it was', async () => {
		const trigger = await activated();
		await upsert(...newPhones(2));
		expect(await trigger.poll()).toHaveLength(2);
		const restarted = new ActiveTrigger(runs.credentials(), { staticData: trigger.saved() });
		const whileDown = await upsert(...newPhones(2));
		expect(ids(await restarted.poll())).toEqual(whileDown);
	});

	it('asks in the order of creation, for the largest pages', async () => {
		const trigger = await activated();
		await trigger.poll();
		const [url = ''] = urls();
		expect(url).toMatch(/^\/api\/public\/contacts\?created_after=\d{4}-[^&]+&limit=1000&offset=0$/);
		expect(runs.sandbox.requests()).toMatchObject([{ accepted: true }]);
	});

	it('reads page after page, each from the time of the last contact before', async () => {
		const trigger = await activated();
		const contacts = listed(1400);
		const made = runs.sandbox.putContacts(
			contacts.map(({ created_at: at }) => ({ created_at: at })),
		);
		expect(ids(await trigger.poll())).toEqual(made);
		const asked = urls().map((url) => new URL(url, 'http://localhost').searchParams);
		const last = Date.parse(contacts[999]?.created_at ?? '');
		expect(asked.map((query) => query.get('offset'))).toEqual(['0', '0']);
		expect(Math.abs(Date.parse(String(asked[1]?.get('created_after'))) - last)).toBeLessThan(1000);
	});

	it('reads ten pages at most, and the rest next time', async () => {
		const trigger = await activated();
		const all = listed(9500);
		const pages = Array.from({ length: 10 }, (_, index) =>
			page(all.slice(index * 900, index * 900 + 1000)),
		);
		runs.sandbox.failNext(...pages);
		// Nine of ten: a page begins with the last of the one before.
		expect(ids(await trigger.poll())).toEqual(ids(all.slice(0, 9100)));
		expect(urls()).toHaveLength(10);
		runs.sandbox.failNext(page(all.slice(8000)));
		expect(ids(await trigger.poll())).toEqual(ids(all.slice(9100)));
	});

	it('shows the simplified contact, or the whole one', async () => {
		const simple = await activated();
		const whole = await activated({ parameters: { simplify: false } });
		await upsert(...newPhones(1));
		const simplified = Object.keys((await simple.poll())[0] ?? {}).sort();
		expect(Object.keys(schemaIn(TRIGGER_SCHEMA).properties).sort()).toEqual(simplified);
		expect(simplified).toEqual([
			...['active_ticket_v2', 'ai_customer_id', 'chat_status', 'client_id', 'created_at'],
			...['default_stage_id', 'email', 'id', 'last_message_at', 'name', 'phone', 'platform'],
			'updated_at',
		]);
		expect((await whole.poll())[0]).toMatchObject({
			blocked: false,
			updated_at: expect.any(String) as unknown,
		});
	});
});

describe('1,000 contacts in bursts that share one time', () => {
	it.each(['created', 'updated'])(
		'%s: each comes once, while polls fail at random',
		async (what) => {
			const event = what === 'created' ? 'contactCreated' : 'contactUpdated';
			const trigger = await activated({ parameters: { event } });
			const expected: string[] = [];
			const delivered: unknown[] = [];
			let failed = 0;
			const poll = async (): Promise<void> => {
				try {
					delivered.push(...ids(await trigger.poll()));
				} catch {
					failed++;
				}
			};
			// Refused, so not tried again within the poll.
			const randomFailures = [{ share: 0.4, status: 400, seed: 11 }];
			runs.sandbox.configure({ randomFailures });
			for (let burst = 0; burst < 20; burst++) {
				const at = new Date(Date.now() - 20_000 + burst * 1000).toISOString();
				const contacts = Array.from({ length: 50 }, () => ({ created_at: at }));
				expected.push(...runs.sandbox.putContacts(contacts));
				await poll();
			}
			runs.sandbox.configure({ randomFailures: [] });
			await poll();
			await poll();
			expect([...delivered].sort()).toEqual([...expected].sort());
			expect(failed).toBeGreaterThan(3);
		},
	);
});

describe('a trigger on updated contacts', () => {
	const parameters = { event: 'contactUpdated' };

	it('starts once for each change, and for new contacts', async () => {
		const [phone = ''] = newPhones(1);
		const [old] = await upsert(phone);
		const trigger = await activated({ parameters });
		const [changed] = await upsert(phone);
		expect([changed, ids(await trigger.poll())]).toEqual([old, [old]]);
		expect(await trigger.poll()).toEqual([]);
		const both = await upsert(...newPhones(1), phone);
		expect(ids(await trigger.poll())).toEqual(both);
		expect(urls()[0]).toMatch(/contacts\?updated_after=/);
	});

	it('starts for what changed while the workflow was not published, as the hint says', async () => {
		const [phone = ''] = newPhones(1);
		const [old] = await upsert(phone);
		const trigger = await activated({ parameters });
		const [changed] = await upsert(phone);
		const setUp = { parameters, staticData: trigger.saved() };
		const publishedAgain = new ActiveTrigger(runs.credentials(), setUp);
		expect([changed, ids(await publishedAgain.poll())]).toEqual([old, [old]]);
		const { properties } = new VambeTrigger().description;
		expect(properties.find(({ name }) => name === 'event')?.hint).toMatch(
			/^What was created or changed before you first publish does not start it\./,
		);
	});
});

describe('a trigger that is set up anew', () => {
	it('starts at "now" with another event', async () => {
		const before = await activated();
		await upsert(...newPhones(1));
		const setUp = { parameters: { event: 'contactUpdated' }, staticData: before.saved() };
		const after = await activated(setUp);
		const created = await upsert(...newPhones(1));
		expect(ids(await after.poll())).toEqual(created);
	});

	it('starts at "now" with the credential of another account', async () => {
		const before = await activated();
		await upsert(...newPhones(1));
		const [stranger] = listed(1).map((contact) => ({ ...contact, client_id: 'another' }));
		runs.sandbox.failNext(page([stranger]));
		const after = await activated({ credentialId: '2', staticData: before.saved() });
		const created = await upsert(...newPhones(1));
		expect(ids(await after.poll())).toEqual(created);
	});

	it('goes on with another credential of the same account', async () => {
		const before = await activated();
		const created = await upsert(...newPhones(1));
		const setUp = { credentialId: '2', staticData: before.saved() };
		expect(ids(await new ActiveTrigger(runs.credentials(), setUp).poll())).toEqual(created);
	});

	it('goes on when the Base URL was put right, as the message says', async () => {
		const trigger = await activated();
		const created = await upsert(...newPhones(2));
		const { vambeApi } = runs.credentials();
		const { baseUrl } = runs.sandbox.vambe;
		trigger.credentials = { vambeApi: { ...vambeApi, baseUrl: `${baseUrl}/moved` } };
		const { message, description } = await errorOf(trigger.poll());
		expect(`${message} ${description}`).toMatch(/404.*Base URL.*No contact is lost.*put right/);
		trigger.credentials = runs.credentials();
		expect(ids(await trigger.poll())).toEqual(created);
		// Moved for good: another address of the same account.
		const more = await upsert(...newPhones(1));
		const host = baseUrl.replace('127.0.0.1', 'localhost');
		trigger.credentials = { vambeApi: { ...vambeApi, baseUrl: host } };
		expect(ids(await trigger.poll())).toEqual(more);
	});

	it('goes on with a new key in the same credential', async () => {
		const before = await activated();
		const created = await upsert(...newPhones(1));
		const after = new ActiveTrigger(runs.credentials(), { staticData: before.saved() });
		expect(ids(await after.poll())).toEqual(created);
	});

	it('keeps no key and no address in its static data', async () => {
		const text = JSON.stringify((await activated()).saved());
		expect(text).not.toContain(runs.sandbox.vambe.apiKey);
		expect(text).not.toContain('127.0.0.1');
	});
});

describe('a poll that fails', () => {
	withoutBackOff();

	it('tries what may pass again', async () => {
		const trigger = await activated();
		const created = await upsert(...newPhones(1));
		runs.sandbox.failNext({ kind: 'resetBeforeHeaders' }, { status: 503 });
		expect(ids(await trigger.poll())).toEqual(created);
	});

	it.each<[string, Fault, RegExp, RegExp]>([
		['a refused key', { status: 401 }, /^Vambe AI answered 401/, /Check the keys/],
		['a wrong address', { status: 404 }, /^Vambe AI answered 404/, /Base URL/],
		['a server error', { status: 500, times: 4 }, /^Vambe AI answered 500/, /problem of its own/],
		['a page of a proxy', { status: 200, body: '<html>', times: 4 }, /not JSON/, /Base URL/],
		['no list', page({ contacts: [] }), /something other than a list of contacts/, /Base URL/],
		['a contact without a time', page([{ id: 'x' }]), /"created_at"/, /Base URL/],
	])('says why: %s; and the next one makes up for it', async (_what, fault, message, hint) => {
		const trigger = await activated();
		const created = await upsert(...newPhones(3));
		runs.sandbox.failNext(fault);
		const error = await errorOf(trigger.poll());
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(hint);
		expect(error.description).toMatch(/No contact is lost/);
		expect(error.description).not.toMatch(/item|options/i);
		expect(ids(await trigger.poll())).toEqual(created);
	});

	it('hands on the pages before the one that failed, and next time the rest', async () => {
		const trigger = await activated();
		const all = listed(1200);
		runs.sandbox.failNext(page(all.slice(0, 1000)), { status: 400 });
		expect(ids(await trigger.poll())).toEqual(ids(all.slice(0, 1000)));
		runs.sandbox.failNext(page(all.slice(500)));
		expect(ids(await trigger.poll())).toEqual(ids(all.slice(1000)));
	});

	it('keeps the workflow from being activated when it is the first one', async () => {
		runs.sandbox.failNext(page(listed(1000)), { status: 400 });
		const trigger = new ActiveTrigger(runs.credentials());
		expect((await errorOf(trigger.poll())).message).toMatch(/answered 400/);
		expect(trigger.saved()).toEqual({ 'node:Vambe Trigger': {} });
		runs.sandbox.failNext({ status: 400 });
		const { description } = await errorOf(trigger.poll());
		expect(description).toMatch(/before the first good poll does not start the workflow/);
		expect(description).not.toMatch(/No contact is lost/);
	});

	it('does not keep the workflow inactive when n8n starts during an outage', async () => {
		const { credentials } = await activated();
		const staticData = (await activated()).saved();
		const created = await upsert(...newPhones(1));
		const restarted = new ActiveTrigger(credentials, { staticData, activation: 'init' });
		runs.sandbox.failNext({ status: 400, times: 2 });
		expect(await restarted.poll()).toEqual([]);
		expect((await errorOf(restarted.poll())).message).toMatch(/answered 400/);
		expect(ids(await restarted.poll())).toEqual(created);
	});

	it('says what is wrong with a base URL in clear text', async () => {
		const { vambeApi } = runs.credentials();
		const credentials = { vambeApi: { ...vambeApi, baseUrl: 'http://example.com' } };
		const error = await errorOf(new ActiveTrigger(credentials).poll());
		expect([error.message, error.description]).toEqual([
			expect.stringMatching(/unencrypted/),
			expect.stringMatching(/Base URL/),
		]);
	});

	it('never shows the key, even if Vambe repeats it', async () => {
		const { apiKey } = runs.sandbox.vambe;
		const trigger = await activated();
		const [contact] = listed(1);
		runs.sandbox.failNext(page([{ ...contact, name: `key ${apiKey}` }]), {
			status: 400,
			body: { statusCode: 400, message: `bad key ${apiKey}` },
		});
		expect(await trigger.poll()).toMatchObject([{ name: 'key [hidden]' }]);
		const { message, description } = await errorOf(trigger.poll());
		expect(`${message} ${description}`).not.toContain(apiKey);
	});
});

describe('polls at the same time', () => {
	it('hand on a contact once: the second does nothing', async () => {
		const trigger = await activated();
		const created = await upsert(...newPhones(2));
		const both = await Promise.all([trigger.poll(), trigger.poll()]);
		expect(both.map(ids)).toEqual([created, []]);
		expect(urls()).toHaveLength(1);
	});

	it('of two registrations hand on a contact once: the newer one does', async () => {
		const old = await activated();
		const created = await upsert(...newPhones(2));
		const anew = new ActiveTrigger(runs.credentials(), { staticData: old.saved() });
		const both = await Promise.all([old.poll(), anew.poll()]);
		expect(both.map(ids)).toEqual([[], created]);
		expect(await anew.poll()).toEqual([]);
	});

	it('of which the newer one fails lose nothing', async () => {
		const old = await activated();
		const created = await upsert(...newPhones(1));
		const anew = new ActiveTrigger(runs.credentials(), { staticData: old.saved() });
		runs.sandbox.failNext({ status: 400, times: 2 });
		const [first] = await Promise.allSettled([old.poll(), anew.poll()]);
		expect(first).toMatchObject({ status: 'fulfilled', value: [] });
		expect(ids(await anew.poll())).toEqual(created);
	});
});

describe("under n8n's durable scheduler", () => {
	it('what comes between the activation and the first poll is handed on', async () => {
		const trigger = new DurableTrigger(runs.credentials());
		await upsert(...newPhones(1));
		expect(await trigger.activate()).toEqual([]);
		const between = await upsert(...newPhones(2));
		expect(ids(await trigger.scheduled())).toEqual(between);
		expect(await trigger.scheduled()).toEqual([]);
		const later = await upsert(...newPhones(1));
		expect(ids(await trigger.scheduled())).toEqual(later);
	});

	it('an activation anew goes on where the polls were, not where the one before was', async () => {
		const trigger = new DurableTrigger(runs.credentials());
		await trigger.activate();
		await upsert(...newPhones(2));
		await trigger.scheduled();
		expect(await trigger.activate()).toEqual([]);
		const later = await upsert(...newPhones(1));
		expect(ids(await trigger.scheduled())).toEqual(later);
	});

	it('another event begins with its activation', async () => {
		const setUp: TriggerSetUp = { parameters: { event: 'contactCreated' } };
		const trigger = new DurableTrigger(runs.credentials(), setUp);
		await trigger.activate();
		await trigger.scheduled();
		setUp.parameters = { event: 'contactUpdated' };
		await upsert(...newPhones(1));
		expect(await trigger.activate()).toEqual([]);
		const between = await upsert(...newPhones(1));
		expect(ids(await trigger.scheduled())).toEqual(between);
	});
});

describe('an event that does not exist', () => {
	it('is named', async () => {
		const parameters = { event: 'contactDeleted' };
		const error = await errorOf(new ActiveTrigger(runs.credentials(), { parameters }).poll());
		expect([error.message, error.description]).toEqual([
			'The event "contactDeleted" does not exist in this version of the node',
			'Choose the event again in the editor.',
		]);
	});
});

describe('contacts that cannot be read', () => {
	it('are left out, and do not hold up the others', async () => {
		const trigger = await activated();
		const [good, other] = listed(2);
		runs.sandbox.failNext(page([good, { id: 'bad', created_at: null }, other]));
		expect(ids(await trigger.poll())).toEqual(['id-0', 'id-1']);
	});
});

describe('a test run in the editor', () => {
	const run = (): Promise<IDataObject[]> =>
		runs.runJson({ nodes: [triggerNode({})], connections: {} }).then((execution) => {
			const { error } = execution.data.resultData;
			if (error) throw error as Error;
			return outputOf(execution, 'Vambe Trigger').map(({ json }) => json);
		});

	it('shows the newest contact as a sample', async () => {
		const created = await upsert(...newPhones(3));
		expect(ids(await run())).toEqual(created.slice(-1));
		expect(urls()).toHaveLength(1);
	});

	it('looks back as far as it must', async () => {
		expect(await run()).toHaveLength(1);
		expect(urls()).toHaveLength(4);
	});

	it('says so when there is no contact at all, or no answer', async () => {
		runs.sandbox.failNext({ ...page([]), times: 4 });
		expect((await errorOf(run())).message).toMatch(/no contact to show as a sample/);
		runs.sandbox.failNext({ status: 401 });
		const { message, description } = await errorOf(run());
		expect(message).toMatch(/answered 401/);
		expect(description).not.toMatch(/next poll/);
	});
});
