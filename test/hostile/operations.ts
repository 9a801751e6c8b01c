import type { INodeProperties } from 'n8n-workflow';

import { asappOperations } from '../../nodes/Asapp/operations';
import { requestOptionFields } from '../../nodes/shared/operation/requestOptions';
import type { Operation } from '../../nodes/shared/operation/operation';
import { vambeOperations } from '../../nodes/Vambe/operations';

export type Parameters = Record<string, unknown>;

/** An operation and parameters with which it works, so that one of them can be spoiled. */
export interface Target {
	name: string;
	operation: Operation;
	/** File in sandbox/contracts. */
	contract: string;
	parameters: Parameters;
	/** Prefix of the metadata block's parameters. */
	block: 'metadata' | 'attributes';
}

const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';
const metadata = { metadataMode: 'json', metadataJson: { plan: 'premium' } };
const vambe = (position: number, name: string, parameters: Parameters): Target => ({
	name,
	operation: found(vambeOperations[position]),
	contract: 'vambe.openapi.yaml',
	parameters: { ...parameters, ...metadata, options: {} },
	block: 'metadata',
});

function found(operation: Operation | undefined): Operation {
	if (!operation) throw new Error('There is no such operation');
	return operation;
}

export const WHATSAPP = vambe(0, 'upsert customer (WhatsApp)', {
	channel: 'whatsapp',
	channelPhoneNumber: '+56987654321',
	contactPhoneNumber: '+56912345678',
	additionalFields: {},
	customFields: {},
	simplify: true,
});
export const WEBCHAT = vambe(0, 'upsert customer (webchat)', {
	channel: 'webchat',
	channelId: ID,
	externalUserId: 'user-12345',
	additionalFields: {},
	customFields: {},
	simplify: true,
});
export const CONTACT = vambe(1, 'update contact metadata', { contactId: ID });
export const WEBCHAT_CONTACT = vambe(2, 'add webchat metadata', { externalUserId: 'user-12345' });
export const TICKET = vambe(3, 'update ticket metadata', {
	identifyBy: 'contactNumber',
	contactNumber: '+56912345678',
	ticketId: ID,
	contactId: ID,
	allowClosedTicket: false,
});
export const ASAPP: Target = {
	name: 'add customer metadata',
	operation: found(asappOperations[0]),
	contract: 'asapp.openapi.yaml',
	parameters: {
		externalConversationId: 'conversation-1',
		externalCustomerId: 'customer-1',
		additionalFields: {},
		attributesMode: 'json',
		attributesJson: { plan: 'premium' },
		options: {},
	},
	block: 'attributes',
};

/** Every operation; the upsert twice, as its channels have fields of their own. */
export const TARGETS: readonly Target[] = [
	WHATSAPP,
	WEBCHAT,
	CONTACT,
	WEBCHAT_CONTACT,
	TICKET,
	ASAPP,
];

/** The names that a user sees in the editor: a complaint must use one of them. */
export function displayNames({ operation }: Target): Set<string> {
	const names = new Set<string>();
	const collect = (fields: readonly object[]): void => {
		for (const field of fields as INodeProperties[]) {
			if (field.displayName) names.add(field.displayName);
			if (Array.isArray(field.options)) collect(field.options);
			if ('values' in field && Array.isArray(field.values)) collect(field.values);
		}
	};
	collect(operation.fields);
	collect([requestOptionFields(operation.extraOptions, 0)]);
	return names;
}
