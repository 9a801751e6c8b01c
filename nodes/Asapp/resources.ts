import type { Resource } from '../shared/operation/operation';

// What the editor calls the resources.

export const customer: Resource = { name: 'Customer', value: 'customer' };
export const agent: Resource = { name: 'Agent', value: 'agent' };
export const conversation: Resource = { name: 'Conversation', value: 'conversation' };
