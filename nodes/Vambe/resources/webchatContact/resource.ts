import type { Resource } from '../../../shared/operation/operation';

export const webchatContact: Resource = { name: 'Webchat Contact', value: 'webchatContact' };
