import type { Operation } from '../shared/operation/operation';
import { addWebchatMetadata } from './resources/webchatContact/addMetadata';
import { updateContactMetadata } from './resources/contact/updateMetadata';
import { updateTicketMetadata } from './resources/ticket/updateMetadata';
import { upsertCustomer } from './resources/customer/upsert';

/** Everything the Vambe node can do. A new operation is one file and one line here. */
export const vambeOperations: readonly Operation[] = [
	upsertCustomer,
	updateContactMetadata,
	addWebchatMetadata,
	updateTicketMetadata,
];
