import { join } from 'node:path';

import { ExecuteContext } from 'n8n-core';

import type { NodeName } from '../cases';
import { byId, fields, input, json, type NodeCase } from '../engine/nodeCase';
import { useSandbox, type NodeOutcome } from '../engine/sandboxRuns';
import { RULES, tableOf, type Row, type Words } from '../support/dataRules';
import { documented } from '../support/documentedTable';
import { asapp, contact, CONTACT, CONTACT_ID, ticket, webchat, whatsapp } from '../support/nodes';

const everyRow = Object.entries(RULES).flatMap(([rule, rows]) =>
	rows.map((row): [string, string, string, Row] => [
		rule,
		row.probe.displayName,
		row.shown.slice(0, 100),
		row,
	]),
);

/** Of the workflow, as the page says. */
const ZONE = 'America/Santiago';

describe('what becomes of data', () => {
	const runs = useSandbox();

	it.each(everyRow)('%s: %s %s', async (_rule, _field, _shown, { probe, fate, ...row }) => {
		const { error } = await runs.run(probe.node(row.parameter), [row.item], { timezone: ZONE });
		if ('refused' in fate) {
			expect(runs.sandbox.requests()).toEqual([]);
			const [known = '', more] = `Item 0 (row 1 of 1): ${fate.refused}`.split('…');
			const { message = '' } = error ?? {};
			expect(more === undefined ? message : message.slice(0, known.length)).toBe(known);
			// What to do is said, too.
			expect(error?.description).toMatch(/^[A-Z].*\. No items were completed\.$/);
			return;
		}
		expect(error).toBeUndefined();
		const [body, ...others] = runs.bodies();
		expect(others).toEqual([]);
		expect(probe.sent(body as never, runs.onlyRequest().path)).toEqual(
			'sent' in fate ? fate.sent : undefined,
		);
	});
});

const ENGLISH: Words = {
	head: ['Field', 'Value as it came', 'What becomes of it'],
	unchanged: 'sent as it is',
	leftOut: 'left out',
	refused: 'refused',
	phrases: {},
};
const SPANISH: Words = {
	head: ['Campo', 'Valor tal como llegó', 'Qué resulta'],
	unchanged: 'se envía tal cual',
	leftOut: 'se omite',
	refused: 'se rechaza',
	phrases: {
		'a run of 100,000 blanks inside a text': 'una serie de 100.000 espacios dentro de un texto',
		'a run of 100,000 blanks': 'una serie de 100.000 espacios',
		'a text of 100,000 characters': 'un texto de 100.000 caracteres',
		'`$json` is': '`$json` es',
		', type ': ', tipo ',
	},
};

describe.each([
	['docs/data.md', ENGLISH],
	['docs/es/data.md', SPANISH],
])('%s', (page, words) => {
	it.each(Object.entries(RULES))('says what holds for %s', (rule, rows) => {
		const table = tableOf(rows, words);
		expect(documented(join(__dirname, '../..', page), rule, table)).toBe(table);
	});
});

const TICKET_ID = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890';

describe('order and combining see one record', () => {
	const runs = useSandbox();
	const spellings = [
		CONTACT_ID,
		`\u2068${CONTACT_ID}\u2069`,
		` ${CONTACT_ID}\r\n`,
		`${CONTACT_ID}\u200b`,
	];
	const items = spellings.map((id, index) => ({ id, [`value${index}`]: index }));
	const node = (options: Record<string, unknown>): NodeCase =>
		contact({ contactId: byId('={{ $json.id }}'), ...input('id'), options });

	it('combines all spellings into one request', async () => {
		const { error } = await runs.run(node({ combineItems: true }), items);
		expect(error).toBeUndefined();
		expect(runs.onlyRequest()).toMatchObject({
			path: `/api/public/contact/${CONTACT_ID}/update-metadata`,
			body: { value0: 0, value1: 1, value2: 2, value3: 3 },
		});
	});

	it('combined, leaves what the items one by one would leave', async () => {
		const one = contact({
			contactId: byId(CONTACT_ID),
			...json('={{ $json }}'),
			options: { combineItems: true },
		});
		const { error } = await runs.run(one, [
			{ company_name: 'A' },
			{ companyName: 'B' },
			{ company_name: 'C' },
		]);
		expect(error).toBeUndefined();
		expect(runs.onlyRequest().body).toEqual({ company_name: 'C' });
	});

	it('sends them one after another, however long each takes', async () => {
		runs.sandbox.failNext({ status: 503, headers: { 'retry-after': '0' } });
		await runs.run(node({ concurrency: 10 }), items);
		const values = runs.bodies<Record<string, unknown>>().map((body) => Object.values(body)[0]);
		// The first one is tried again before any other is sent.
		expect(values).toEqual([0, 0, 1, 2, 3]);
	});

	it.each([
		['spreadsheet', ["'+56912345678", '+56912345678.0', '\u2068+56 9 1234-5678\u2069']],
		['chat', ['+56912345678\u200b', '+56912345678']],
	])('keeps the order of one phone out of a %s', async (_name, phones) => {
		runs.sandbox.failNext({ status: 503, headers: { 'retry-after': '0' } });
		const phone = {
			contactPhoneNumber: '={{ $json.phone }}',
			...fields({ at: '={{ $json.at }}' }),
		};
		await runs.run(
			whatsapp({ ...phone, options: { concurrency: 10 } }),
			phones.map((number, at) => ({ phone: number, at })),
		);
		const order = runs.bodies<{ meta_data: { at: number } }>().map(({ meta_data: { at } }) => at);
		expect(order).toEqual([0, ...phones.keys()]);
	});
});

describe('blank cells', () => {
	const runs = useSandbox();
	const row = Object.fromEntries([
		...Array.from({ length: 10 }, (_, index) => [`filled${index}`, `value-${index}`] as const),
		...Array.from({ length: 10 }, (_, index) => [`blank${index}`, index % 2 ? ' ' : ''] as const),
	]);

	it('do not count towards the ten attributes of ASAPP', async () => {
		const { error } = await runs.run(asapp(input('', 'attributes')), [row]);
		expect(error).toBeUndefined();
		expect(runs.bodies<{ attributes: unknown[] }>()[0]?.attributes).toHaveLength(10);
	});

	it('count when they are to be sent', async () => {
		const { error } = await runs.run(
			asapp({ ...input('', 'attributes'), options: { blankValues: 'send' } }),
			[row],
		);
		expect(error?.message).toMatch(/^Item 0 \(row 1 of 1\): Attributes .*10/);
		expect(runs.sandbox.requests()).toEqual([]);
	});
});

describe('all input fields', () => {
	const runs = useSandbox();
	const call = {
		headers: { cookie: 'session=1', authorization: 'Bearer token' },
		params: {},
		query: {},
		body: { plan: 'basic' },
		webhookUrl: 'https://n8n.example.com/webhook/1',
		executionMode: 'production',
	};

	it('names what no item of the run has, and nothing else', async () => {
		const { hints } = await runs.run(whatsapp(input('notes, Zip, plan')), [
			{ plan: 'basic' },
			{ notes: 'x' },
		]);
		expect(hints).toEqual(['Exclude Input Fields names "Zip", which no item has.']);
	});

	it('refuses a whole webhook call', async () => {
		const { error } = await runs.run(whatsapp(input('')), [call]);
		expect(error?.message).toBe(
			'Item 0 (row 1 of 1): All Input Fields would send a whole webhook call, with its headers, cookies and tokens',
		);
		expect(error?.description).toContain('map the fields of "body"');
		expect(runs.sandbox.requests()).toEqual([]);
	});

	it('takes what is left of one without its headers, and a row that has a column "headers"', async () => {
		const names = 'headers, params, query, webhookUrl, executionMode';
		await runs.run(whatsapp(input(names)), [call]);
		await runs.run(whatsapp(input('')), [{ headers: 'a, b', body: 'text' }]);
		expect(runs.bodies<{ meta_data: unknown }>().map((body) => body.meta_data)).toEqual([
			{ body: { plan: 'basic' } },
			{ headers: 'a, b', body: 'text' },
		]);
	});
});

describe('called by an AI agent', () => {
	const runs = useSandbox();

	it('never sends the conversation', async () => {
		const conversation = { chatInput: 'Hi', sessionId: '1' };
		const { items } = await runs.run(whatsapp(input('')), [conversation], { asTool: true });
		expect(items[0]?.json.error).toBe(
			'Item 0: All Input Fields would send the conversation with the AI agent itself',
		);
		expect(runs.sandbox.requests()).toEqual([]);
	});

	it('sends the fields that are named', async () => {
		const { error } = await runs.run(whatsapp(fields({ plan: 'basic' })), [{}], { asTool: true });
		expect(error).toBeUndefined();
		expect(runs.bodies()).toMatchObject([{ meta_data: { plan: 'basic' } }]);
	});

	it('stores the record of every call', async () => {
		for (let call = 0; call < 3; call++) await runs.run(asapp(), [{}], { asTool: true });
		expect(runs.sandbox.requests().map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(runs.sandbox.state().asappRecords).toHaveLength(3);
	});
});

describe('workflows written by a program', () => {
	const runs = useSandbox();

	it('picks the channel of each item by an expression, with its fields', async () => {
		const customers = [
			{ channel: 'whatsapp', phone: '+56912345678' },
			{ channel: 'webchat', user: 'user-1' },
			{ channel: 'web-whatsapp', phone: '+56987654322' },
		];
		const { error } = await runs.run(
			webchat({
				...CONTACT,
				channel: '={{ $json.channel }}',
				contactPhoneNumber: '={{ $json.phone }}',
				externalUserId: '={{ $json.user }}',
				options: { concurrency: 1 },
			}),
			customers,
		);
		expect(error).toBeUndefined();
		expect(runs.bodies()).toMatchObject([
			{ channel: 'whatsapp', contact_phone_number: '+56912345678' },
			{ channel: 'webchat', external_user_id: 'user-1' },
			{ channel: 'web-whatsapp', contact_phone_number: '+56987654322' },
		]);
	});

	it('picks the way to find each ticket by an expression', async () => {
		await runs.run(
			ticket({
				identifyBy: '={{ $json.by }}',
				ticketId: '={{ $json.id }}',
				contactId: '={{ $json.id }}',
				contactNumber: '={{ $json.id }}',
				...fields({ plan: 'basic' }),
				options: { concurrency: 1 },
			}),
			[
				{ by: 'ticketId', id: TICKET_ID },
				{ by: 'contactId', id: CONTACT_ID },
				{ by: 'contactNumber', id: '+56912345678' },
			],
			{ onError: 'continueRegularOutput' },
		);
		expect(runs.bodies()).toMatchObject([
			{ ticket_id: TICKET_ID },
			{ ai_contact_id: CONTACT_ID },
			{ contact_number: '+56912345678' },
		]);
	});

	it.each([
		['without __rl', { mode: 'id', value: '={{ $json.id }}' }],
		['as bare text', '={{ $json.id }}'],
	])('takes a contact %s', async (_name, contactId) => {
		const { error } = await runs.run(contact({ contactId, ...fields({ plan: 'basic' }) }), [
			{ id: CONTACT_ID },
		]);
		expect(error).toBeUndefined();
		expect(runs.onlyRequest().path).toContain(`/contact/${CONTACT_ID}/`);
	});
});

describe('JSON mode', () => {
	const runs = useSandbox();

	it('shows the safe ways when a value breaks the JSON', async () => {
		const { error } = await runs.run(whatsapp(json('={ "seats": {{ $json.seats + " of 5" }} }')), [
			{ seats: 3 },
		]);
		expect(error?.message).toContain('Metadata is not valid JSON: ');
		expect(error?.description).toMatch(
			/one expression that returns the whole object.*Fields Below/,
		);
	});

	it('takes what an expression has escaped as it is', async () => {
		const node = whatsapp(json('={ "note": "{{ JSON.stringify($json.note).slice(1, -1) }}" }'));
		const { error } = await runs.run(node, [{ note: 'the "best"\n' }]);
		expect(error).toBeUndefined();
		expect(runs.bodies()).toMatchObject([{ meta_data: { note: 'the "best"\n' } }]);
	});
});

describe('an expression that cannot be resolved', () => {
	const runs = useSandbox();
	const GONE = "={{ $('Gone').item.json.id }}";

	it.each<[string, NodeCase]>([
		['Contact Phone Number', whatsapp({ contactPhoneNumber: GONE })],
		['Contact Email', whatsapp({ additionalFields: { contactName: 'Ana', contactEmail: GONE } })],
		['Max Retries', whatsapp({ options: { maxRetries: GONE } })],
		['Metadata', whatsapp(fields({ a: 'x', b: GONE }))],
		['Metadata (JSON)', whatsapp(json('={ "a": {{ $json.a b }} }'))],
		['Custom Fields', whatsapp({ customFields: { field: [{ key: 'plan', value: GONE }] } })],
	])('names its field: %s', async (field, node) => {
		const { items } = await runs.run(node, [{}], { onError: 'continueRegularOutput' });
		expect(items[0]?.json).toMatchObject({
			error: expect.stringMatching(
				`Item 0: ${field.replace(/[()]/g, '\\$&')} cannot be read: `,
			) as unknown,
			details: { field, hint: 'Correct the expression of the field, or the data it refers to.' },
		});
		expect(runs.sandbox.requests()).toEqual([]);
	});
});

describe('who answered', () => {
	const runs = useSandbox();
	const page = (status: number) => ({
		status,
		contentType: 'text/html',
		body: '<html><head><title>Attention Required!</title></head></html>',
	});

	it('a firewall: says so, and nothing about keys', async () => {
		runs.sandbox.failNext(page(403));
		const { error } = await runs.run(whatsapp());
		expect(error?.message).toBe(
			'Item 0 (row 1 of 1): Vambe AI was not reached: something in between answered 403, a page titled "Attention Required!"',
		);
		expect(error?.description).toContain('A firewall or a proxy refused the request');
		expect(error?.description).not.toMatch(/keys/);
	});

	it.each([520, 521, 522, 523, 524, 525, 526, 527, 529, 530])('%i passes', async (status) => {
		runs.sandbox.failNext({ ...page(status), headers: { 'retry-after': '0' } });
		const { error, hints } = await runs.run(whatsapp());
		expect(error).toBeUndefined();
		expect(hints).toEqual(['1 of 1 done, 1 retried']);
		expect(runs.sandbox.requests().map(({ accepted }) => accepted)).toEqual([false, true]);
	});

	it('a wrong Base URL: points at it, and not at the ID', async () => {
		const { vambe } = runs.sandbox;
		const { error } = await runs.run(whatsapp(), [{}], {
			credentials: { vambeApi: { ...vambe, baseUrl: `${vambe.baseUrl}/api/public` } },
		});
		expect(error?.message).toContain('404');
		expect(error?.description).toContain('Check the Base URL in the credential');
		expect(error?.description).not.toMatch(/Check the ID/);
	});

	it('the API itself: an ID that is not there', async () => {
		runs.sandbox.failNext({ status: 404, body: { statusCode: 404, message: 'Contact not found' } });
		const { error } = await runs.run(contact(fields({ plan: 'basic' })));
		expect(error?.description).toContain('Check the ID of this item');
	});
});

describe('keys of the credential', () => {
	const runs = useSandbox();
	const around = (text: unknown): string => `\u200b ${String(text)}\r\n\u2069`;
	const FIELDS = { vambe: ['apiKey'], asapp: ['apiId', 'apiSecret'] } as const;
	const ANSWERS = { vambe: whatsapp(), asapp: asapp() };

	/** The sandbox's credentials, with one service's keys changed. */
	function withKeys(node: NodeName, change: (key: unknown) => string) {
		const all = runs.credentials();
		const type = `${node}Api`;
		const credential = { ...all[type] };
		for (const field of FIELDS[node]) credential[field] = change(credential[field]);
		return { ...all, [type]: credential };
	}

	/** A run in which the service answers this. */
	async function answered(body: unknown, key: string, node = whatsapp()): Promise<NodeOutcome> {
		runs.sandbox.failNext({ status: 200, body });
		return await runs.run(node, [{}], { credentials: withKeys(node.type, () => key) });
	}

	it.each(['vambe', 'asapp'] as const)(
		'%s: pasted with blanks, work and stay hidden',
		async (node) => {
			const credentials = withKeys(node, around);
			expect((await runs.run(ANSWERS[node], [{}], { credentials })).error).toBeUndefined();
			expect(runs.onlyRequest().accepted).toBe(true);

			const [key = ''] = runs.keysOf(node);
			runs.sandbox.failNext({ status: 400, body: { message: `bad key ${key}` } });
			const { error } = await runs.run(ANSWERS[node], [{}], { credentials });
			expect(error?.message).not.toContain(key);
		},
	);

	it.each(['vambe', 'asapp'] as const)('%s: with a curly quote, are named', async (node) => {
		const { error } = await runs.run(ANSWERS[node], [{}], {
			credentials: withKeys(node, (key) => `\u201c${String(key)}\u201d`),
		});
		expect(error?.message).toMatch(
			/API (Key|ID) in the credential holds the character "\u201c" \(U\+201C\)/,
		);
		for (const key of runs.keysOf(node)) expect(error?.message).not.toContain(key);
		expect(runs.sandbox.requests()).toEqual([]);
	});

	const raw = { simplify: false };

	it('that are digits do not break numbers in an answer', async () => {
		const answer = { id: 'c-1', at: 1712345678, list: [12345678], text: '12345' };
		const short = await answered(answer, '12345', whatsapp(raw));
		expect(short.items[0]?.json).toEqual(answer);
		const long = await answered(answer, '12345678', whatsapp(raw));
		expect(long.items[0]?.json).toEqual(answer);
	});

	it('that are a word leave the user’s own text', async () => {
		const answer = { id: 'c-1', metadata: { company: 'acme-77', own: 'acmecorp-77' } };
		const node = whatsapp({ ...raw, ...fields({ own: 'acmecorp-77' }) });
		expect((await answered(answer, 'acme', node)).items[0]?.json).toEqual(answer);
		expect((await answered(answer, 'acmecorp', node)).items[0]?.json).toEqual(answer);
	});

	it('are hidden where the answer repeats them', async () => {
		const { items } = await answered(
			{ id: 'c-1', said: 'key sk-123456!' },
			'sk-123456',
			whatsapp(raw),
		);
		expect(items[0]?.json).toEqual({ id: 'c-1', said: 'key [hidden]!' });
	});
});

describe('whose event it is', () => {
	const runs = useSandbox();
	const stored = () => runs.sandbox.state().asappRecords;

	afterEach(() => {
		jest.restoreAllMocks();
	});

	it('another instance with the same workflow stores a record of its own', async () => {
		await runs.run(asapp());
		jest.spyOn(ExecuteContext.prototype, 'getInstanceId').mockReturnValue('another-instance');
		const { error } = await runs.run(asapp());
		expect(error).toBeUndefined();
		expect(runs.sandbox.requests().map(({ status }) => status)).toEqual([200, 200]);
		expect(stored()).toHaveLength(2);
	});

	it('without an execution ID every run stores a record of its own', async () => {
		for (let run = 0; run < 3; run++) await runs.run(asapp(), [{}], { executionId: '' });
		expect(runs.sandbox.requests().map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(new Set(stored().map(({ eventId }) => eventId)).size).toBe(3);
	});
});

describe('a refused row', () => {
	const runs = useSandbox();
	const rows = [
		{ name: 'Ana', phone: '+56912345678', note: 'a' },
		{ name: 'Juan', phone: '5.69E+10', note: 'b' },
	];
	const node = whatsapp({ contactPhoneNumber: '={{ $json.phone }}' });

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'is whole, %s',
		async (onError) => {
			const { items, failed, hints } = await runs.run(node, rows, { onError });
			const refused = onError === 'continueErrorOutput' ? failed[0] : items[1];
			const problem =
				'Contact Phone Number is "5.69E+10", a number that a spreadsheet has rounded: its digits are lost';
			expect(refused?.json).toEqual({
				...rows[1],
				error: `Item 1: ${problem}`,
				details: {
					field: 'Contact Phone Number',
					hint: 'Format the column as text in the spreadsheet, and export it again.',
				},
			});
			expect(hints).toEqual([`1 of 2 done, 1 failed (first: Item 1 (row 2 of 2): ${problem})`]);
		},
	);
});
