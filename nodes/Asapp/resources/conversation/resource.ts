import type { Resource } from '../../../shared/operation/operation';

export const conversation: Resource = { name: 'Conversation', value: 'conversation' };
