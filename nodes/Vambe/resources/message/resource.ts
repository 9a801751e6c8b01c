import type { Resource } from '../../../shared/operation/operation';

export const message: Resource = { name: 'Message', value: 'message' };
