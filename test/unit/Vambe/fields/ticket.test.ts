import {
	allowClosedTicket,
	identifyBy,
	ticketIdentifier,
	ticketOrder,
} from '../../../../nodes/Vambe/fields/ticket';
import { lookOf } from '../../../support/fieldTables';
import { itemOf } from '../../../support/itemOf';

const ID = 'DF980FC8-B6DB-4820-BF22-2969482D106D';
const OTHER = ID.replace('D', 'A');
const all = { ticketId: ID, contactId: OTHER, contactNumber: '+56 912-345' };
const chosen = (by: string, more: object = {}) => ({
	identifyBy: identifyBy.read(itemOf({ ...all, by, ...more }), 'by'),
});

it.each([
	['ticketId', { ticket_id: ID }, ID.toLowerCase()],
	['contactId', { ai_contact_id: OTHER }, OTHER.toLowerCase()],
	['contactNumber', { contact_number: '+56 912-345' }, '56912345'],
])('%s is sent as %j, and keeps the order by %j', (by, body, key) => {
	expect(ticketIdentifier(chosen(by))).toEqual(body);
	expect(ticketOrder(chosen(by))).toBe(key);
});

it('keeps the order of a text without digits, too', () => {
	expect(ticketOrder(chosen('contactNumber', { contactNumber: 'no digits' }))).toBe('no digits');
});

it('is not sent without the one that was chosen', () => {
	expect(() => chosen('ticketId', { ticketId: '' })).toThrow('Ticket ID is empty');
	expect(() => chosen('contactNumber', { contactNumber: ' ' })).toThrow('Contact Number is empty');
});

it('closed tickets are left alone by default', () => {
	expect(lookOf(allowClosedTicket)?.default).toBe(false);
});
