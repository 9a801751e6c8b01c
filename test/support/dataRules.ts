import { isDeepStrictEqual } from 'node:util';

import { byId, fields, input, json, nodeCase, type NodeCase } from '../engine/nodeCase';
import { markdownTable } from './documentedTable';
import { asapp, CONTACT, CONTACT_ID, webchat, whatsapp } from './nodes';

/** What becomes of a value. */
export type Fate =
	| { sent: unknown }
	/** Not set, so that what is stored stays. */
	| { leftOut: true }
	/** The message, without the item in front; "…" at its end stands for more, in words of the engine. */
	| { refused: string };

/** One field that a user fills in, and where its value stands in the request. */
interface Probe {
	displayName: string;
	/** @param value of the parameter: a text, or an expression. */
	node(value: unknown): NodeCase;
	sent(body: Body, path: string): unknown;
}

interface Body {
	channel_phone_number?: unknown;
	contact_phone_number?: unknown;
	contact_name?: unknown;
	contact_email?: unknown;
	external_user_id?: unknown;
	stageId?: unknown;
	custom_field_values?: Array<{ key: unknown; value: unknown }>;
	meta_data?: Record<string, unknown>;
	externalConversationId?: unknown;
	eventId?: unknown;
	tags?: unknown;
	tagsIds?: unknown;
	languages?: unknown;
	amount?: unknown;
	ranking?: unknown;
	startTs?: unknown;
	allow_closed_ticket?: unknown;
}

const addTags = nodeCase('vambe', 'contact', 'addTags');
const setTags = nodeCase('vambe', 'contact', 'setTags');
const updateAmount = nodeCase('vambe', 'ticket', 'updateAmount');
const addAgentMetadata = nodeCase('asapp', 'agent', 'addMetadata');

const typed = (type: string) => (value: unknown) =>
	whatsapp({
		metadataMode: 'fields',
		metadataFields: { assignments: [{ id: '1', name: 'note', type, value }] },
	});
const note = ({ meta_data: metadata }: Body): unknown => metadata?.note;
const more = (name: string) => (value: unknown) =>
	whatsapp({ additionalFields: { [name]: value } });

const PROBES = {
	phone: {
		displayName: 'Contact Phone Number',
		node: (value) => whatsapp({ contactPhoneNumber: value }),
		sent: (body) => body.contact_phone_number,
	},
	identifier: {
		displayName: 'Contact Phone or User Name',
		node: (value) => addTags({ channel: 'whatsapp', contactIdentifier: value, tags: 'vip' }),
		sent: (_body, path) => decodeURIComponent(path.split('/')[5] ?? ''),
	},
	channelPhone: {
		displayName: 'Your WhatsApp Number',
		node: (value) => whatsapp({ channelPhoneNumber: value }),
		sent: (body) => body.channel_phone_number,
	},
	user: {
		displayName: 'External User ID',
		node: (value) => webchat({ externalUserId: value }),
		sent: (body) => body.external_user_id,
	},
	email: {
		displayName: 'Contact Email',
		node: more('contactEmail'),
		sent: (body) => body.contact_email,
	},
	name: {
		displayName: 'Contact Name',
		node: more('contactName'),
		sent: (body) => body.contact_name,
	},
	stage: { displayName: 'Stage', node: more('stageId'), sent: (body) => body.stageId },
	customField: {
		displayName: 'Custom Fields',
		node: (value) => whatsapp({ customFields: { field: [{ key: 'plan', value }] } }),
		sent: (body) => body.custom_field_values?.[0]?.value,
	},
	metadata: {
		displayName: 'Metadata',
		node: (value) => whatsapp(fields({ note: value })),
		sent: note,
	},
	blanksSent: {
		displayName: 'Metadata, Blank Values: Send Empty Text',
		node: (value) => whatsapp({ ...fields({ note: value }), options: { blankValues: 'send' } }),
		sent: note,
	},
	number: { displayName: 'Metadata, type Number', node: typed('number'), sent: note },
	object: { displayName: 'Metadata, type Object', node: typed('object'), sent: note },
	json: {
		displayName: 'Metadata (JSON)',
		node: (value) => whatsapp(json(String(value))),
		sent: (body) => body.meta_data,
	},
	exclude: {
		displayName: 'Exclude Input Fields',
		node: (value) => whatsapp(input(String(value))),
		sent: (body) => body.meta_data,
	},
	conversation: {
		displayName: 'External Conversation ID',
		node: (value) => asapp({ externalConversationId: value }),
		sent: (body) => body.externalConversationId,
	},
	event: {
		displayName: 'Event ID',
		node: (value) => asapp({ additionalFields: { eventId: value } }),
		sent: (body) => body.eventId,
	},
	tags: {
		displayName: 'Tags',
		node: (value) =>
			addTags({ channel: 'whatsapp', contactIdentifier: CONTACT.contactPhoneNumber, tags: value }),
		sent: (body) => body.tags,
	},
	tagIds: {
		displayName: 'Tag Names or IDs',
		node: (value) => setTags({ contactId: byId(CONTACT_ID), tagIds: value }),
		sent: (body) => body.tagsIds,
	},
	amount: {
		displayName: 'Amount',
		node: (value) =>
			updateAmount({
				identifyBy: 'contactNumber',
				contactNumber: CONTACT.contactPhoneNumber,
				amount: value,
			}),
		sent: (body) => body.amount,
	},
	start: {
		displayName: 'Start Timestamp',
		node: (value) =>
			addAgentMetadata({ externalAgentId: 'agent-1', additionalFields: { startTs: value } }),
		sent: (body) => body.startTs,
	},
	ranking: {
		displayName: 'Ranking',
		node: (value) =>
			addAgentMetadata({ externalAgentId: 'agent-1', additionalFields: { ranking: value } }),
		sent: (body) => body.ranking,
	},
	closed: {
		displayName: 'Allow Closed Ticket',
		node: (value) =>
			updateAmount({
				identifyBy: 'contactNumber',
				contactNumber: CONTACT.contactPhoneNumber,
				amount: 1,
				allowClosedTicket: value,
			}),
		sent: (body) => body.allow_closed_ticket ?? false,
	},
	boolean: { displayName: 'Metadata, type Boolean', node: typed('boolean'), sent: note },
	languages: {
		displayName: 'Languages',
		node: (value) =>
			addAgentMetadata({ externalAgentId: 'agent-1', additionalFields: { languages: value } }),
		sent: (body) => body.languages,
	},
} as const satisfies Record<string, Probe>;

export type ProbeName = keyof typeof PROBES;

export interface Row {
	probe: Probe;
	/** Parameter as the editor saves it. */
	parameter: unknown;
	/** The input item. */
	item: Record<string, unknown>;
	/** The value as the page shows it. */
	shown: string;
	fate: Fate;
	/** Sent as it came. */
	unchanged: boolean;
}

const isVisibleText = (fate: Fate): fate is { sent: unknown } => 'sent' in fate;

/** Characters that nobody would see on the page. */
const UNSEEN = /[\p{Cf}\p{M}\p{Cc}\u0085]|(?! )\p{White_Space}/gu;

/** A value in JSON, every unseen character as its escape. */
export function visible(value: unknown): string {
	return (JSON.stringify(value) ?? 'undefined').replace(
		UNSEEN,
		(character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
	);
}

/** Values of the input item that an expression maps onto the field. */
function mapped(
	probe: ProbeName,
	cases: Array<[came: unknown, fate: Fate, shown?: string]>,
): Row[] {
	return cases.map(([came, fate, shown]) => ({
		probe: PROBES[probe],
		parameter: '={{ $json.value }}',
		item: { value: came },
		shown: shown ?? `\`${visible(came)}\``,
		fate,
		unchanged: isVisibleText(fate) && isDeepStrictEqual(fate.sent, came),
	}));
}

/** Parameters that are themselves the matter: expressions, JSON texts, objects of a program. */
function written(
	probe: ProbeName,
	cases: Array<[parameter: unknown, fate: Fate, item?: Record<string, unknown>]>,
): Row[] {
	return cases.map(([parameter, fate, item = {}]) => {
		const text =
			typeof parameter === 'string'
				? parameter.replace(/^=/, '').replaceAll('\n', '\\n')
				: visible(parameter);
		const beside = Object.keys(item).length > 0 ? `, \`$json\` is \`${visible(item)}\`` : '';
		return {
			probe: PROBES[probe],
			parameter,
			item,
			shown: `${text === '' ? '–' : `\`${text}\``}${beside}`,
			fate,
			unchanged: false,
		};
	});
}

const sent = (value: unknown): Fate => ({ sent: value });
const refused = (message: string): Fate => ({ refused: message });
const leftOut: Fate = { leftOut: true };
/** Neighbours that look alike and must pass as they are. */
const good = (probe: ProbeName, ...values: unknown[]): Row[] =>
	mapped(
		probe,
		values.map((value) => [value, sent(value)]),
	);
const goodLong = (probe: ProbeName, value: string, shown: string): Row[] =>
	mapped(probe, [[value, sent(value), shown]]);

const MISSING = 'which is no data: a field that an expression refers to is missing';
const FORMULA = 'which is no data: a formula of the spreadsheet failed';
const OBJECT = 'which is no data: an object was joined with text';
const DATE = 'which is no data: a date could not be read';
const ROUNDED = 'a number that a spreadsheet has rounded: its digits are lost';
const THOUSANDS = 'where the separator may stand for thousands or for decimals';
const ISO = 'but must be a date and time in ISO 8601';
const INEXACT = 'a whole number too long to be exact';
const TAG_ID = 'but must be a tag ID, which is a whole number';
const STAGE = '550e8400-e29b-41d4-a716-446655440000';

/** Every rule, in the order of docs/data.md; the name is the section of the page. */
export const RULES: Readonly<Record<string, Row[]>> = {
	invisible: [
		...mapped('phone', [['\u2068+56912345678\u2069', sent('+56912345678')]]),
		...mapped('user', [
			['user-1\r\n', sent('user-1')],
			['user-1\u200b', sent('user-1')],
			['us\u00ader-1', sent('user-1')],
			['\ufeffuser-1', sent('user-1')],
			['\u00a0user-1\u3000', sent('user-1')],
			['\u200b \u2060', refused('External User ID is empty')],
		]),
		...mapped('email', [
			[' a@example.com ', sent('a@example.com')],
			['\u202aa@example.com\u202c', sent('a@example.com')],
		]),
		...mapped('name', [
			['\t Maria \u200b', sent('Maria')],
			['\ufeffAna\u00a0', sent('Ana')],
		]),
		...mapped('customField', [['Acme \n', sent('Acme')]]),
		...good('user', '007', 'user 1', '0', 'usuário-1'),
		...good('name', 'María José', '👩‍💻 Ana', 'مريم', 'نجمه‌سادات', 'שרה', 'O’Higgins'),
		...good('metadata', ' padded\u200b'),
		...goodLong('metadata', `a${' '.repeat(100_000)}b`, 'a run of 100,000 blanks inside a text'),
		...mapped('name', [[' '.repeat(100_000), leftOut, 'a run of 100,000 blanks']]),
	],
	phones: [
		...mapped('phone', [
			["'+56912345678", sent('+56912345678')],
			['’56912345678', sent('56912345678')],
			['56912345678.0', sent('56912345678')],
			['56912345678,00', sent('56912345678')],
			[56912345678, sent('56912345678')],
			['5.69E+10', refused(`Contact Phone Number is "5.69E+10", ${ROUNDED}`)],
			['5,69E+10', refused(`Contact Phone Number is "5,69E+10", ${ROUNDED}`)],
			['-5.69e10', refused(`Contact Phone Number is "-5.69e10", ${ROUNDED}`)],
			['56912345678.5', refused(`Contact Phone Number is "56912345678.5", ${ROUNDED}`)],
			['#N/A', refused(`Contact Phone Number is "#N/A", ${FORMULA}`)],
			...[
				'tel:+56912345678',
				'whatsapp:+56912345678',
				'https://wa.me/+56912345678',
				'+56912345678@c.us',
				'+56912345678@s.whatsapp.net',
			].map((came): [unknown, Fate] => [came, sent('+56912345678')]),
			...[
				'+56912345678 / +56987654321',
				'56912345678;56987654321',
				'56912345678,56987654321',
				'56912345678\n56987654321',
			].map((came): [unknown, Fate] => [
				came,
				refused(`Contact Phone Number is ${visible(came)}, which is more than one number`),
			]),
			[
				'+56 9 XXXX 5678',
				refused('Contact Phone Number is "+56 9 XXXX 5678", which hides some of its digits'),
			],
			[
				'+56 2 2345 6789 ext. 5',
				refused('Contact Phone Number is "+56 2 2345 6789 ext. 5", which holds letters'),
			],
			[
				'+56 2 2345 6789, 5',
				refused(
					'Contact Phone Number is "+56 2 2345 6789, 5", which has an extension, or a second number, behind it',
				),
			],
			[
				'٥٦٩١٢٣٤٥٦٧٨',
				refused('Contact Phone Number is "٥٦٩١٢٣٤٥٦٧٨", which holds digits other than 0 to 9'),
			],
			[
				'1234567890123456',
				refused('Contact Phone Number is "1234567890123456", which has more than 15 digits'),
			],
			['-', refused('Contact Phone Number is "-", which has fewer than 5 digits')],
			['1234', refused('Contact Phone Number is "1234", which has fewer than 5 digits')],
			['', refused('Contact Phone Number is empty')],
		]),
		...good('phone', '+56 9 1234-5678', '(56) 9.1234.5678', '12345', '0056912345678'),
		...good('phone', '06131.123456', '030/1234567'),
		...good('channelPhone', 'channel-a'),
		...mapped('identifier', [
			['whatsapp:+56912345678', sent('+56912345678')],
			[
				'+56912345678 / +56987654321',
				refused(
					'Contact Phone or User Name is "+56912345678 / +56987654321", which is more than one number',
				),
			],
		]),
	],
	noData: [
		...mapped('user', [
			['undefined', refused(`External User ID is "undefined", ${MISSING}`)],
			['null', refused(`External User ID is "null", ${MISSING}`)],
			['None', refused(`External User ID is "None", ${MISSING}`)],
			['user-undefined', refused(`External User ID is "user-undefined", ${MISSING}`)],
			['#REF!', refused(`External User ID is "#REF!", ${FORMULA}`)],
			['[object Object]', refused(`External User ID is "[object Object]", ${OBJECT}`)],
		]),
		...mapped('name', [
			['undefined', refused(`Contact Name is "undefined", ${MISSING}`)],
			['NaN', refused(`Contact Name is "NaN", ${MISSING}`)],
			['#¡VALOR!', refused(`Contact Name is "#¡VALOR!", ${FORMULA}`)],
		]),
		...mapped('customField', [
			['Invalid DateTime', refused(`Custom Fields is "Invalid DateTime", ${DATE}`)],
		]),
		...mapped('metadata', [
			['undefined', refused(`Metadata "note" is "undefined", ${MISSING}`)],
			[' NaN ', refused(`Metadata "note" is " NaN ", ${MISSING}`)],
			['[object Object]', refused(`Metadata "note" is "[object Object]", ${OBJECT}`)],
			['Invalid Date', refused(`Metadata "note" is "Invalid Date", ${DATE}`)],
		]),
		...written('metadata', [
			['={{ "Hola " + $json.name }}', refused(`Metadata "note" is "Hola undefined", ${MISSING}`)],
			[
				'=Calle: {{ "" + $json.dir }}',
				refused(`Metadata "note" is "Calle: [object Object]", ${OBJECT}`),
				{ dir: { city: 'Lima' } },
			],
			[
				'=Desde {{ new Date("soon") }}',
				refused(`Metadata "note" is "Desde Invalid Date", ${DATE}`),
			],
		]),
		...written('customField', [
			['={{ "Hola " + $json.name }}', refused(`Custom Fields is "Hola undefined", ${MISSING}`)],
		]),
		...written('json', [
			[
				'={ "a": "Hola {{ $json.name }}" }',
				refused(`Metadata "a" is "Hola undefined", ${MISSING}`),
			],
			[
				'={ "a": "{{ $json.note }}" }',
				sent({ a: 'It says undefined' }),
				{ note: 'It says undefined' },
			],
		]),
		...written('exclude', [['', sent({ note: 'Total: NaN' }), { note: 'Total: NaN' }]]),
		...good(
			'metadata',
			'TypeError: Cannot read properties of undefined',
			'undefined behaviour on checkout',
			'The cart total is NaN',
			'Customer: your page shows [object Object]',
			'The form says Invalid Date when I click',
		),
		...good('customField', 'Das Feld ist undefined', 'your page shows [object Object]'),
		...good('name', 'Null', 'None', 'Nancy', 'Ana Null'),
		...good('user', 'nullable-1', 'none', 'NaNa-1'),
		...good('metadata', 'BaNaNa', 'an undefined amount', 'null', '#N/A', '#1'),
		...goodLong('metadata', 'a'.repeat(100_000), 'a text of 100,000 characters'),
	],
	blank: [
		...mapped('name', [
			['', leftOut],
			['\u00a0', leftOut],
			[null, leftOut],
		]),
		...mapped('metadata', [
			['', leftOut],
			[' \u200b', leftOut],
			[null, leftOut],
		]),
		...mapped('customField', [['  ', leftOut]]),
		...mapped('number', [['', leftOut]]),
		...mapped('blanksSent', [
			['', sent('')],
			[' \u200b', sent('')],
			[null, leftOut],
		]),
		...good('metadata', '0', 0, false, '-'),
		...good('number', 0),
	],
	numbers: [
		...mapped('amount', [
			['25.990', refused(`Amount is "25.990", ${THOUSANDS}`)],
			['150,000', refused(`Amount is "150,000", ${THOUSANDS}`)],
			['1.250.000', refused('Amount is "1.250.000", but must be a number')],
			['1999,9', refused('Amount is "1999,9", but must be a number')],
			['1e3', refused('Amount is "1e3", but must be a number')],
			[19.999, refused('Amount is 19.999, which has more than 2 decimals')],
			['1999.95', sent(1999.95)],
			['25990', sent(25990)],
			['0.500', sent(0.5)],
			[0.1 + 0.2, sent(0.3)],
		]),
		...good('amount', 25990, 1999.95, 0, -12.5),
		...mapped('ranking', [
			['9007199254740993', refused(`Ranking is 9007199254740992, ${INEXACT}`)],
			['0x10', refused('Ranking is "0x10", but must be a whole number')],
			['1.000', refused(`Ranking is "1.000", ${THOUSANDS}`)],
			['7.0', sent(7)],
		]),
		...mapped('metadata', [
			[
				Number('12345678901234567890'),
				refused(`Metadata "note" is 12345678901234567000, ${INEXACT}`),
			],
		]),
		...mapped('user', [
			[
				2 ** 53,
				refused(`External User ID is 9007199254740992, ${INEXACT}: its last digits were rounded`),
			],
		]),
		...mapped('number', [
			['12345678901234567890', refused(`Metadata "note" is 12345678901234567890, ${INEXACT}`)],
			['95.5', sent(95.5)],
			['25.990', refused(`Metadata "note" is "25.990", ${THOUSANDS}`)],
			['0x10', refused('Metadata "note" is "0x10", which is not of type "number"')],
			['seven', refused('Metadata "note" is "seven", which is not of type "number"')],
		]),
		...mapped('object', [
			[
				'{ "id": 12345678901234567890 }',
				refused(`Metadata "note" is 12345678901234567890, ${INEXACT}`),
			],
			['{ "id": "12345678901234567890" }', sent({ id: '12345678901234567890' })],
			["{ id: '12345678901234567890' }", sent({ id: '12345678901234567890' })],
			[
				"{ id: 12345678901234567890, a: 'b' }",
				refused(`Metadata "note" is 12345678901234567890, ${INEXACT}`),
			],
		]),
		...written('json', [
			[
				'{ "id": 12345678901234567890 }',
				refused(`Metadata holds 12345678901234567890, ${INEXACT}`),
			],
			['{ "id": "12345678901234567890" }', sent({ id: '12345678901234567890' })],
			['{ "id": 123456789012345 }', sent({ id: 123456789012345 })],
		]),
		...good('user', '123456789012345', '12345678901234567890'),
		...good('metadata', 123456789012345, 9007199254740991, 0.1, '12345678901234567890'),
	],
	dates: [
		...mapped('start', [
			['2026-01-31T09:30:00', sent('2026-01-31T09:30:00-03:00')],
			['2026-07-31 09:30', sent('2026-07-31T09:30:00-04:00')],
			['2026-01-31', sent('2026-01-31T00:00:00-03:00')],
			['2026-01-31T09:30Z', sent('2026-01-31T09:30:00Z')],
			['2026-01-31t09:30:00z', sent('2026-01-31T09:30:00Z')],
			['2026-01-31 09:30:00+02', sent('2026-01-31T09:30:00+02:00')],
			['2026-02-30', refused(`Start Timestamp is "2026-02-30", ${ISO}`)],
			[
				'2026-01-31T09:30:00+25:99',
				refused(`Start Timestamp is "2026-01-31T09:30:00+25:99", ${ISO}`),
			],
			['31/01/2026', refused(`Start Timestamp is "31/01/2026", ${ISO}`)],
		]),
		...good('start', '2026-01-31T09:30:00Z', '2026-01-31T09:30:00.125+02:00'),
		...written('start', [
			['={{ DateTime.fromISO("2026-01-31T09:30:00") }}', sent('2026-01-31T09:30:00.000-03:00')],
		]),
		...written('conversation', [['={{ new Date(0) }}', sent('1970-01-01T00:00:00.000Z')]]),
		...written('event', [
			['={{ DateTime.fromMillis(0).toUTC() }}', sent('1970-01-01T00:00:00.000Z')],
			['={{ DateTime.fromISO("soon") }}', refused(`Event ID is "Invalid DateTime", ${DATE}`)],
		]),
		...written('customField', [
			['={{ DateTime.fromISO("2026-01-31T10:00:00Z").toUTC() }}', sent('2026-01-31T10:00:00.000Z')],
			['={{ DateTime.fromISO("soon") }}', refused(`Custom Fields is "Invalid DateTime", ${DATE}`)],
		]),
		...written('metadata', [['={{ new Date(0) }}', sent('1970-01-01T00:00:00.000Z')]]),
		...good('metadata', '2026-01-31', '31/01/2026'),
	],
	json: [
		...written('json', [
			['={ "dir": {{ $json.dir }} }', sent({ dir: { city: 'Lima' } }), { dir: { city: 'Lima' } }],
			['={ "tags": {{ $json.tags }} }', sent({ tags: ['a', 'b'] }), { tags: ['a', 'b'] }],
			['={ "at": "{{ new Date(0).toISOString() }}" }', sent({ at: '1970-01-01T00:00:00.000Z' })],
			['={{ { "plan": $json.plan } }}', sent({ plan: 'the "best"' }), { plan: 'the "best"' }],
			['={ "plan": "{{ $json.plan }}" }', sent({ plan: 'basic' }), { plan: 'basic' }],
			['={ "n": "{{ $json.plan }}" }', sent({ n: 'the "best"' }), { plan: 'the "best"' }],
			['={ "n": "{{ $json.plan }}" }', sent({ n: 'a\nb' }), { plan: 'a\nb' }],
			[
				'={ "name": "{{ $json.name }}", "plan": "free" }',
				sent({ name: 'Ana", "vip": "yes', plan: 'free' }),
				{ name: 'Ana", "vip": "yes' },
			],
			['={ "dir": {{ $json.dir }}}', sent({ dir: { city: 'Lima' } }), { dir: { city: 'Lima' } }],
			['={ "n": {{ $json.list }}}', sent({ n: [5] }), { list: [5] }],
			['={ "b": 1, "n": {{ $json.x }}}', sent({ b: 1 }), { x: null }],
			['={{ $json.dir }}\n', sent({ city: 'Lima' }), { dir: { city: 'Lima' } }],
			['= {{ $json.dir }}', sent({ city: 'Lima' }), { dir: { city: 'Lima' } }],
			['={{ $json.payload }}', sent({ a: 1 }), { payload: '\ufeff{"a":1}' }],
			[
				'={ "seats": {{ $json.seats }} }',
				refused('Metadata has the text "1, \\"vip\\": true" outside of quotes'),
				{ seats: '1, "vip": true' },
			],
			[
				'={ "price": {{ $json.price }} }',
				refused(`Metadata holds "25.990", ${THOUSANDS}`),
				{ price: '25.990' },
			],
			['={ "b": 1, "n": {{ $json.gone }} }', sent({ b: 1 }), { plan: 'x' }],
			['{ "plan": "basic", }', refused('Metadata is not valid JSON: …')],
			['{ "plan": "a", "plan": "b" }', refused('Metadata has the key "plan" twice')],
			['{ "a": { "b": 1, "b": 2 } }', refused('Metadata has the key "b" twice')],
			['[1, 2]', refused('Metadata is a list, but must be a JSON object')],
		]),
	],
	keys: [
		...written('json', [
			['{ " plan\\ufeff": "basic" }', sent({ plan: 'basic' })],
			['{ "an\\u0303o": 1 }', sent({ año: 1 })],
			['{ "": "basic" }', refused('Metadata has a value under a blank key')],
			['{ "\\u200b": "basic" }', refused('Metadata has a value under a blank key')],
			[
				'{ "plan": 1, "plan ": 2 }',
				refused(
					'Metadata has the keys "plan" and "plan ", which are stored under the same name "plan"',
				),
			],
			['{ "": "", "plan": 1 }', sent({ plan: 1 })],
			['{ "Plan B": 1, "naïve": 2 }', sent({ 'Plan B': 1, naïve: 2 })],
		]),
	],
	exclude: [
		...written('exclude', [
			['notes', sent({ plan: 'basic' }), { '\ufeffnotes': 'private', plan: 'basic' }],
			['notes', sent({ plan: 'basic' }), { 'notes ': 'private', plan: 'basic' }],
			['Año', sent({ plan: 'basic' }), { 'an\u0303o': 'private', plan: 'basic' }],
			['NOTES', sent({ plan: 'basic' }), { Notes: 'private', plan: 'basic' }],
			[
				'"Name, first", notes',
				sent({ plan: 'basic' }),
				{ 'Name, first': 'Ana', notes: '', plan: 'basic' },
			],
			['note', sent({ notes: 'basic' }), { note: 'private', notes: 'basic' }],
			['', sent({ plan: 'basic' }), { plan: 'basic' }],
		]),
	],
	switches: [
		...mapped('closed', [
			...['TRUE', ' true ', '1', 1, 'yes', 'sí', 'VERDADERO', 'sim'].map(
				(value): [unknown, Fate] => [value, sent(true)],
			),
			...['FALSE', '0', 0, 'no', 'falso', 'não', '', null].map((value): [unknown, Fate] => [
				value,
				sent(false),
			]),
			['maybe', refused('Allow Closed Ticket is "maybe", but must be true or false')],
			[2, refused('Allow Closed Ticket is "2", but must be true or false')],
		]),
		...mapped('boolean', [
			['TRUE', sent(true)],
			['sí', sent(true)],
			['maybe', refused('Metadata "note" is "maybe", which is not of type "boolean"')],
		]),
		...good('boolean', true, false),
	],
	lists: [
		...mapped('tags', [
			['vip, lead', sent(['vip', 'lead'])],
			[['vip', 'lead'], sent(['vip', 'lead'])],
			['["vip","lead"]', sent(['vip', 'lead'])],
			["['vip', 'lead']", sent(['vip', 'lead'])],
			['vip\nlead', sent(['vip', 'lead'])],
			['["vip", null]', sent(['vip'])],
			['[]', refused('Tags is empty')],
			['null', refused('Tags is empty')],
			[
				['vip', { name: 'lead' }],
				refused('Tags entry 2 is a value of type object, but must be text'),
			],
			[
				'["vip", "lead',
				refused(
					`Tags is ${JSON.stringify('["vip", "lead')}, which begins like a list but cannot be read as one`,
				),
			],
			['[VIP]', sent(['[VIP]'])],
			['2026', sent(['2026'])],
		]),
		...mapped('tagIds', [
			['["1","5"]', sent([1, 5])],
			['1, 5', sent([1, 5])],
			[[''], refused('Tag Names or IDs is empty')],
			['0x10', refused(`Tag Names or IDs entry 1 is "0x10", ${TAG_ID}`)],
			['1e3', refused(`Tag Names or IDs entry 1 is "1e3", ${TAG_ID}`)],
			[[1, { id: 5 }], refused(`Tag Names or IDs entry 2 is an object, ${TAG_ID}`)],
		]),
		...mapped('languages', [
			['["en-us","es-cl"]', sent(['en-us', 'es-cl'])],
			[' '.repeat(100_000), leftOut, 'a run of 100,000 blanks'],
		]),
	],
	locators: [
		...written('stage', [
			[byId(STAGE), sent(STAGE)],
			[{ mode: 'id', value: STAGE }, sent(STAGE)],
			[{ mode: 'id', value: ` ${STAGE}\u200b` }, sent(STAGE)],
			[STAGE, sent(STAGE)],
		]),
	],
};

/** Words of the page, by its language. */
export interface Words {
	head: [field: string, came: string, becomes: string];
	unchanged: string;
	leftOut: string;
	refused: string;
	/** Phrases in the first two columns that are not values, and how this language says them. */
	phrases: Readonly<Record<string, string>>;
}

/** The table of a rule for the page. */
export function tableOf(rows: readonly Row[], words: Words): string {
	const fate = ({ fate: becomes, unchanged }: Row): string => {
		if ('leftOut' in becomes) return words.leftOut;
		if ('refused' in becomes) return `${words.refused}: \`${becomes.refused}\``;
		return unchanged ? words.unchanged : `\`${visible(becomes.sent)}\``;
	};
	const said = (english: string): string =>
		Object.entries(words.phrases).reduce(
			(text, [phrase, translated]) => text.replace(phrase, translated),
			english,
		);
	return markdownTable(
		words.head,
		rows.map((row) => [said(row.probe.displayName), said(row.shown), fate(row)]),
	);
}
