import type { Resource } from '../../../shared/operation/operation';

export const contact: Resource = { name: 'Contact', value: 'contact' };
