import type { Resource } from '../../../shared/operation/operation';

export const agent: Resource = { name: 'Agent', value: 'agent' };
