import type { Resource } from '../../../shared/operation/operation';

export const customer: Resource = { name: 'Customer', value: 'customer' };
