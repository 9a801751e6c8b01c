import fc, { type Arbitrary } from 'fast-check';

import { anyText } from './anything';
import { ASAPP, CONTACT, TICKET, WEBCHAT, WEBCHAT_CONTACT, WHATSAPP } from './operations';
import type { Parameters, Target } from './operations';

/** A request body as somebody could write it by hand, with the parameters that ask for it. */
export interface HandMade {
	/** The contact ID in the path, where there is one. */
	path: string;
	body: Record<string, unknown>;
	parameters: Parameters;
}

type Values = Record<string, unknown>;

const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';
const uuid = fc.oneof(
	{ weight: 4, arbitrary: fc.uuid() },
	fc.constantFrom(ID.toUpperCase(), 'not-a-uuid', '', ` ${ID} `, null, 7),
);
const text = (maxLength: number) =>
	fc.oneof(
		{ weight: 40, arbitrary: fc.stringMatching(/^[\w.@+-]{1,12}$/) },
		{ weight: 2, arbitrary: fc.string({ maxLength: Math.min(maxLength, 20) }) },
		{ weight: 1, arbitrary: anyText },
		{ weight: 1, arbitrary: fc.constantFrom(maxLength, maxLength + 1).map((n) => 'x'.repeat(n)) },
		{
			weight: 2,
			arbitrary: fc.constantFrom<unknown>(null, 7, true, ['a'], { a: 1 }, '💩'.repeat(16)),
		},
	);
const email = fc.oneof({ weight: 20, arbitrary: fc.emailAddress() }, text(20));
const key = fc.oneof({ weight: 30, arbitrary: fc.string({ maxLength: 12 }) }, anyText);
const metadata = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.dictionary(key, fc.jsonValue({ maxDepth: 1 }), {
			maxKeys: 6,
			noNullPrototype: true,
		}),
	},
	{ weight: 2, arbitrary: fc.dictionary(key, fc.string(), { maxKeys: 13, noNullPrototype: true }) },
	{ weight: 1, arbitrary: fc.constantFrom<unknown>(['a'], 'text', 7, true) },
);

/** Some of these fields, each under the name of its parameter and not necessarily with a good value. */
const some = (fields: Record<string, Arbitrary<unknown>>): Arbitrary<Values> =>
	fc.record(fields, { requiredKeys: [] });

const json = (value: unknown, block = 'metadata'): Parameters => ({
	[`${block}Mode`]: 'json',
	[`${block}Json`]: value,
});

/** What is there, under other names. */
function renamed(values: Values, names: Record<string, string>): Values {
	return Object.fromEntries(
		Object.entries(names).flatMap(([from, to]) => (from in values ? [[to, values[from]]] : [])),
	);
}

const CONTACT_NAMES = {
	contactName: 'contact_name',
	contactEmail: 'contact_email',
	stageId: 'stageId',
	agentId: 'agentId',
};

function upsert(channels: string[], own: Record<string, [string, Arbitrary<unknown>]>) {
	const names = Object.fromEntries(Object.entries(own).map(([from, [to]]) => [from, to]));
	const arbitraries = Object.fromEntries(Object.entries(own).map(([from, [, one]]) => [from, one]));
	return fc
		.record({
			channel: fc.constantFrom(...channels),
			identity: fc.oneof({ weight: 4, arbitrary: fc.record(arbitraries) }, some(arbitraries)),
			additional: some({
				contactName: text(20),
				contactEmail: email,
				stageId: uuid,
				agentId: uuid,
			}),
			custom: fc.array(fc.record({ key: text(10), value: text(10) }), { maxLength: 3 }),
			metadata,
		})
		.map((made): HandMade => ({
			path: '/api/public/customer/upsert/info',
			body: {
				channel: made.channel,
				...renamed(made.identity, names),
				...renamed(made.additional, CONTACT_NAMES),
				meta_data: made.metadata,
				custom_field_values: made.custom,
			},
			parameters: {
				channel: made.channel,
				...Object.fromEntries(Object.keys(own).map((name) => [name, undefined])),
				...made.identity,
				additionalFields: made.additional,
				customFields: { field: made.custom },
				...json(made.metadata),
			},
		}));
}

const IDENTIFIERS = {
	ticketId: ['ticket_id', uuid],
	contactId: ['ai_contact_id', uuid],
	contactNumber: ['contact_number', text(20)],
} as const;

const ticket = fc.constantFrom(...Object.keys(IDENTIFIERS)).chain((identifyBy) => {
	const [apiName, identifier] = IDENTIFIERS[identifyBy as keyof typeof IDENTIFIERS];
	return fc
		.record({ identifier, allow: fc.constantFrom(true, false), metadata })
		.map((made): HandMade => ({
			path: '/api/public/ticket/metadata',
			body: {
				[apiName]: made.identifier,
				allow_closed_ticket: made.allow,
				metadata: made.metadata,
			},
			parameters: {
				identifyBy,
				[identifyBy]: made.identifier,
				allowClosedTicket: made.allow,
				...json(made.metadata),
			},
		}));
});

const asapp = fc
	.record({
		ids: fc.record({ externalConversationId: text(256), externalCustomerId: text(256) }),
		additional: some({
			...{ eventId: text(256), status: text(256), phoneNumber: text(32), emailAddress: email },
			...{ userId: text(256), addressCountry: text(128), addressState: text(128) },
			addressZipcode: text(16),
		}),
		attributes: fc.dictionary(key, text(1024), {
			maxKeys: 5,
			noNullPrototype: true,
		}),
	})
	.map(({ ids, additional, attributes }): HandMade => ({
		path: '/metadata-ingestion/v1/single-customer-metadata',
		body: {
			...ids,
			...additional,
			attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
		},
		parameters: { ...ids, additionalFields: additional, ...json(attributes, 'attributes') },
	}));

/** For each operation, bodies of which some keep the contract and some break it in one place or more. */
export const HAND_MADE: ReadonlyArray<[Target, Arbitrary<HandMade>]> = [
	[
		WHATSAPP,
		upsert(['whatsapp', 'web-whatsapp'], {
			channelPhoneNumber: ['channel_phone_number', text(20)],
			contactPhoneNumber: ['contact_phone_number', text(20)],
		}),
	],
	[
		WEBCHAT,
		upsert(['webchat'], {
			channelId: ['channel_id', uuid],
			externalUserId: ['external_user_id', text(20)],
		}),
	],
	[
		CONTACT,
		fc.record({ contactId: uuid, metadata }).map(({ contactId, metadata: values }) => ({
			path: `/api/public/contact/${encodeURIComponent(String(contactId))}/update-metadata`,
			body: values as Values,
			parameters: { contactId, ...json(values) },
		})),
	],
	[
		WEBCHAT_CONTACT,
		fc
			.record({ externalUserId: text(20), metadata })
			.map(({ externalUserId, metadata: values }) => ({
				path: '/api/public/webchat/contact/add-metadata',
				body: { externalUserId, metadata: values },
				parameters: { externalUserId, ...json(values) },
			})),
	],
	[TICKET, ticket],
	[ASAPP, asapp],
];
