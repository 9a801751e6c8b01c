import type { Resource } from '../shared/operation/operation';

// What the editor calls the resources.

export const customer: Resource = { name: 'Customer', value: 'customer' };
export const contact: Resource = { name: 'Contact', value: 'contact' };
export const webchatContact: Resource = { name: 'Webchat Contact', value: 'webchatContact' };
export const ticket: Resource = { name: 'Ticket', value: 'ticket' };
export const message: Resource = { name: 'Message', value: 'message' };
