import type { Operation } from '../shared/operation/operation';
import { addTags } from './resources/contact/addTags';
import { assignAgent } from './resources/contact/assignAgent';
import { getContact } from './resources/contact/get';
import { getManyContacts } from './resources/contact/getMany';
import { searchContacts } from './resources/contact/search';
import { setTags } from './resources/contact/setTags';
import { updateContactMetadata } from './resources/contact/updateMetadata';
import { upsertCustomer } from './resources/customer/upsert';
import { sendTemplate } from './resources/message/sendTemplate';
import { openTicket } from './resources/ticket/open';
import { updateTicketAmount } from './resources/ticket/updateAmount';
import { updateTicketMetadata } from './resources/ticket/updateMetadata';
import { addWebchatMetadata } from './resources/webchatContact/addMetadata';

/** Everything the Vambe node can do. A new operation is one file and one line here. */
export const vambeOperations: readonly Operation[] = [
	upsertCustomer,
	updateContactMetadata,
	getContact,
	getManyContacts,
	assignAgent,
	setTags,
	addTags,
	searchContacts,
	addWebchatMetadata,
	updateTicketMetadata,
	updateTicketAmount,
	openTicket,
	sendTemplate,
];
