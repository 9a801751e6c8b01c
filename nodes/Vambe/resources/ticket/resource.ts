import type { Resource } from '../../../shared/operation/operation';

export const ticket: Resource = { name: 'Ticket', value: 'ticket' };
