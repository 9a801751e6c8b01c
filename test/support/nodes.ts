import { byId, nodeCase, type NodeCase } from '../engine/nodeCase';

// Nodes that are ready to run, for tests that change one parameter of them. Tests of every operation take
// its case (test/cases) instead.

type Parameters = Record<string, unknown>;
type MadeNode = (parameters?: Parameters) => NodeCase;

const made =
	(node: (parameters: Parameters) => NodeCase, ready: Parameters): MadeNode =>
	(parameters = {}) =>
		node({ ...ready, ...parameters });

/** A contact of the sandbox. */
export const CONTACT_ID = 'df980fc8-b6db-4820-bf22-2969482d106d';

/** What an upsert finds a WhatsApp contact by. */
export const CONTACT = {
	channel: 'whatsapp',
	channelPhoneNumber: '+56987654321',
	contactPhoneNumber: '+56912345678',
};

const upsert = nodeCase('vambe', 'customer', 'upsert');

/** Upsert of a WhatsApp contact. */
export const whatsapp = made(upsert, CONTACT);

/** Upsert of a webchat contact. */
export const webchat = made(upsert, {
	channel: 'webchat',
	channelId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
	externalUserId: 'user-1',
});

/** Metadata of a contact. */
export const contact = made(nodeCase('vambe', 'contact', 'updateMetadata'), {
	contactId: byId(CONTACT_ID),
});

/** Metadata of a webchat contact. */
export const webchatContact = made(nodeCase('vambe', 'webchatContact', 'addMetadata'), {
	externalUserId: 'user-12345',
});

/** Metadata of a contact's ticket. */
export const ticket = made(nodeCase('vambe', 'ticket', 'updateMetadata'), {
	identifyBy: 'contactId',
	contactId: byId(CONTACT_ID),
});

/** A record about a customer of ASAPP. */
export const asapp = made(nodeCase('asapp', 'customer', 'addMetadata'), {
	externalConversationId: 'conversation-1',
	externalCustomerId: 'customer-1',
});
