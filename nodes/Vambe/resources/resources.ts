/** What Vambe's operations act on. */
export const customer = { name: 'Customer', value: 'customer' };
export const contact = { name: 'Contact', value: 'contact' };
export const ticket = { name: 'Ticket', value: 'ticket' };
export const webchatContact = { name: 'Webchat Contact', value: 'webchatContact' };
