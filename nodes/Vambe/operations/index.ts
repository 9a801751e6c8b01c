import type { Operation } from '../../shared/operation';
import { addWebchatMetadata } from './addWebchatMetadata';
import { updateContactMetadata } from './updateContactMetadata';
import { updateTicketMetadata } from './updateTicketMetadata';
import { upsertCustomer } from './upsertCustomer';

/** Everything the Vambe node can do. A new operation is one file and one line here. */
export const vambeOperations: readonly Operation[] = [
	upsertCustomer,
	updateContactMetadata,
	addWebchatMetadata,
	updateTicketMetadata,
];
