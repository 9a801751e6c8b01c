import {
	addCustomerMetadata,
	addWebchatMetadata,
	byId,
	fields,
	updateContactMetadata,
	updateTicketMetadata,
	upsertCustomer,
	type NodeCase,
} from './nodeCase';

/** An operation whose fields are filled from the input item: `id` says who, `value` says what. */
export interface OperationCase {
	name: string;
	api: 'vambe' | 'asapp';
	node(options?: Record<string, unknown>): NodeCase;
	/** An `id` the sandbox knows; different for the numbers 0 to 9. */
	id(number: number): string;
	/** Display name of the field that `id` fills, and the message about it when it is empty. */
	idField: string;
	/** The output for an item, as far as it is the same at every run. */
	output(id: string): Record<string, unknown>;
}

const ID = '={{ $json.id }}';
const value = { value: '={{ $json.value }}' };
const contactId = (number: number): string =>
	`cccccccc-0000-4000-8000-${String((number % 34) + 2).padStart(12, '0')}`;

/** All five operations. */
export const OPERATION_CASES: readonly OperationCase[] = [
	{
		name: 'upsert customer',
		api: 'vambe',
		node: (options = {}) =>
			upsertCustomer({
				channel: 'whatsapp',
				channelPhoneNumber: '+56987654321',
				contactPhoneNumber: ID,
				...fields(value),
				options,
			}),
		id: (number) => `+569${10_000_000 + number}`,
		idField: 'Contact Phone Number',
		output: (id) => ({ platform: 'whatsapp', phone: id }),
	},
	{
		name: 'update contact metadata',
		api: 'vambe',
		node: (options = {}) =>
			updateContactMetadata({ contactId: byId(ID), ...fields(value), options }),
		id: contactId,
		idField: 'Contact',
		output: (id) => ({ contactId: id, updatedFields: [{ key: 'value' }] }),
	},
	{
		name: 'add webchat metadata',
		api: 'vambe',
		node: (options = {}) => addWebchatMetadata({ externalUserId: ID, ...fields(value), options }),
		id: (number) => `user-${1009 + 3 * (number % 10)}`,
		idField: 'External User ID',
		output: () => ({ success: true, updated_fields: 1 }),
	},
	{
		name: 'update ticket metadata',
		api: 'vambe',
		node: (options = {}) =>
			updateTicketMetadata({
				identifyBy: 'contactId',
				contactId: byId(ID),
				allowClosedTicket: true,
				...fields(value),
				options,
			}),
		// The eighth contact of the sandbox has no ticket.
		id: (number) => contactId([0, 1, 2, 3, 4, 5, 7, 8, 9, 10][number % 10] ?? 0),
		idField: 'Contact',
		output: () => ({ status: 'ok' }),
	},
	{
		name: 'add customer metadata',
		api: 'asapp',
		node: (options = {}) =>
			addCustomerMetadata({
				externalConversationId: 'conversation-1',
				externalCustomerId: ID,
				...fields(value, 'attributes'),
				options,
			}),
		id: (number) => `customer-${number}`,
		idField: 'External Customer ID',
		output: (id) => ({ externalConversationId: 'conversation-1', externalCustomerId: id }),
	},
];

/** Items for an operation, each for a record of its own, with a value that tells them apart. */
export function itemsFor(
	operation: OperationCase,
	count: number,
): Array<{ id: string; value: string }> {
	return Array.from({ length: count }, (_, index) => ({
		id: operation.id(index),
		value: `value-${index}.`,
	}));
}
