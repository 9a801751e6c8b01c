import { inspect } from 'node:util';

import { ASAPP, CONTACT, TICKET, WHATSAPP, type Target } from '../operations';
import { cyclic, type BadInput } from './badInput';

/** How a message shows a value. */
const shown = (value: unknown): string => {
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(String(value));
};

/** The spoiled value, for the name of the test. */
const what = (changes: BadInput['changes']): string =>
	inspect(changes, { compact: true, breakLength: Infinity, depth: 5 });

const bad = (
	target: Target,
	field: string,
	changes: BadInput['changes'],
	problem: string,
): BadInput => ({
	what: `${field}: ${what(changes)}`,
	target,
	changes,
	message: `${field} ${problem}`,
	field,
});

const channel = (value: unknown): BadInput =>
	bad(
		WHATSAPP,
		'Channel',
		{ channel: value, channelId: '', externalUserId: '' },
		`is ${shown(value)}, but must be one of: whatsapp, web-whatsapp, webchat`,
	);

const custom = (value: unknown, problem: string): BadInput =>
	bad(WHATSAPP, 'Custom Fields', { customFields: value }, problem);

const row = (key: unknown, value: unknown): unknown => ({ field: [{ key, value }] });

const option = (name: string, field: string, value: unknown, problem: string): BadInput =>
	bad(ASAPP, field, { options: { [name]: value } }, problem);

const range = (name: string, field: string, kind: string, values: unknown[]): BadInput[] =>
	values.map((value) => option(name, field, value, `is ${shown(value)}, but must be ${kind}`));

const pattern = (name: string, field: string, value: string, kind: string): BadInput =>
	bad(
		ASAPP,
		field,
		{ additionalFields: { [name]: value } },
		`is ${JSON.stringify(value)}, but must be ${kind}`,
	);

const EMAIL = 'an email address such as "jdoe@example.com"';
const ID = 'a text with a letter, digit, "-" or "_" in it';

/** Lists to choose from, switches, numbers, patterns and custom fields. */
export const BAD_CHOICES: readonly BadInput[] = [
	channel('telegram'),
	channel('WhatsApp'),
	channel('whatsapp '),
	channel(''),
	channel(undefined),
	channel(null),
	channel(0),
	channel(['whatsapp']),
	channel('__proto__'),
	channel({ toString: 1 }),
	channel(Object.create(null)),
	...['maybe', 1, 0, 'yes', [true], 'TRUE', NaN].flatMap((value) => [
		bad(WHATSAPP, 'Simplify', { simplify: value }, `is ${shown(value)}, but must be true or false`),
		bad(
			TICKET,
			'Allow Closed Ticket',
			{ allowClosedTicket: value },
			`is ${shown(value)}, but must be true or false`,
		),
	]),
	...['nobody', '', '__proto__', 'metadata', 'toString'].map((value) =>
		bad(
			TICKET,
			'Identify By',
			{ identifyBy: value },
			`is "${value}", but must be one of: ticketId, contactId, contactNumber`,
		),
	),
	custom('plan', 'is "plan", but must be a list of keys and values'),
	custom('{ "field": "plan" }', 'is "plan", but must be a list of keys and values'),
	custom('{ "field": ', 'is "{ \\"field\\": ", but must be a list of keys and values'),
	custom(42, 'is "42", but must be a list of keys and values'),
	custom({ plan: 'premium' }, 'is an object, but must be a list of keys and values'),
	...[WHATSAPP, ASAPP].flatMap((target) =>
		['{ "status": "new" }', 7, true].map((additionalFields) =>
			bad(
				target,
				'Additional Fields',
				{ additionalFields },
				`is ${shown(additionalFields)}, but must be a collection of fields`,
			),
		),
	),
	custom(row('', 'premium'), 'has a value without a key: "premium"'),
	custom(row(null, 'premium'), 'has a value without a key: "premium"'),
	custom(row(['plan'], 'premium'), 'is a list, but must be text'),
	custom(row('plan', { a: 1 }), 'is a value of type object, but must be text'),
	custom(row('plan', cyclic()), 'is a value of type object, but must be text'),
	custom(row('plan', new Date(NaN)), 'is a value of type object, but must be text'),
	custom(row('plan', NaN), 'is a value of type number, but must be text'),
	custom(row('plan', '\udc00'), 'holds half of a character pair (a broken emoji?)'),
	...range('concurrency', 'Concurrency', 'a whole number from 1 to 500', [
		0,
		-1,
		501,
		1.5,
		NaN,
		'x',
	]),
	...range('batchSize', 'Batch Size', 'a whole number from 1 to 1000', [0, 1001, 2.5, '', [5]]),
	...range('maxRetries', 'Max Retries', 'a whole number from 0 to 10', [
		-1,
		11,
		Infinity,
		'3 times',
	]),
	...range('timeout', 'Timeout', 'a whole number from 1 to 3600000', [0, -5, 3_600_001, true]),
	...range('requestsPerSecond', 'Requests per Second', 'a number from 0 to 10000', [-0.1, 10_001]),
	...['perhaps', 2, {}].map((value) =>
		option('dryRun', 'Dry Run', value, `is ${shown(value)}, but must be true or false`),
	),
	bad(
		CONTACT,
		'Wrap Metadata',
		{ options: { wrapMetadata: 'perhaps' } },
		'is "perhaps", but must be true or false',
	),
	...[
		'jdoe',
		'jdoe@example',
		'j doe@example.com',
		'a@b.c\r\nBcc: x',
		'a@-b.cc',
		'@example.com',
	].map((value) => pattern('emailAddress', 'Email Address', value, EMAIL)),
	pattern('phoneNumber', 'Phone Number', 'call me', 'a text with a digit in it'),
	pattern('status', 'Status', '¡!', ID),
	pattern('eventId', 'Event ID', '///', ID),
	pattern('userId', 'User ID', '名前', ID),
	pattern('addressCountry', 'Address Country', '…', ID),
	pattern('addressState', 'Address State', '.', ID),
	pattern('addressZipcode', 'Address Zipcode', '№', ID),
];
