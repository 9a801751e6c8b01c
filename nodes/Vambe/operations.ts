import type { Operation } from '../shared/operation/operation';
import { getContact } from './resources/contact/get';
import { updateContactMetadata } from './resources/contact/updateMetadata';
import { upsertCustomer } from './resources/customer/upsert';
import { updateTicketMetadata } from './resources/ticket/updateMetadata';
import { addWebchatMetadata } from './resources/webchatContact/addMetadata';

/** Everything the Vambe node can do. A new operation is one file and one line here. */
export const vambeOperations: readonly Operation[] = [
	upsertCustomer,
	updateContactMetadata,
	getContact,
	addWebchatMetadata,
	updateTicketMetadata,
];
