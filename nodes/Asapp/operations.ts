import type { Operation } from '../shared/operation/operation';
import { addConversationMetadata } from './resources/conversation/addMetadata';
import { addCustomerMetadata } from './resources/customer/addMetadata';

/** Everything the ASAPP node can do. A new operation is one file and one line here. */
export const asappOperations: readonly Operation[] = [addCustomerMetadata, addConversationMetadata];
