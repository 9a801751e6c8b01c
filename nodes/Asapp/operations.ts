import type { Operation } from '../shared/operation/operation';
import { addAgentMetadata } from './resources/agent/addMetadata';
import { addConversationMetadata } from './resources/conversation/addMetadata';
import { addCustomerMetadata } from './resources/customer/addMetadata';

/** Everything the ASAPP node can do. A new operation is one file and one line here. */
export const asappOperations: readonly Operation[] = [
	addCustomerMetadata,
	addAgentMetadata,
	addConversationMetadata,
];
