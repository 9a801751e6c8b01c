import type { Operation } from '../../shared/operation';
import { addCustomerMetadata } from './addCustomerMetadata';

/** Everything the ASAPP node can do. A new operation is one file and one line here. */
export const asappOperations: readonly Operation[] = [addCustomerMetadata];
