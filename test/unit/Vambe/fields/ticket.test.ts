import { placeholder, resolved } from '../../../../nodes/shared/operation/reference';
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
/** As a request sees it, when nothing has to be looked up. */
const chosen = (by: string, more: object = {}) =>
	resolved(
		{ identifyBy: identifyBy.read(itemOf({ ...all, by, ...more }), 'by') },
		placeholder,
	) as Parameters<typeof ticketOrder>[0];

it.each([
	['ticketId', { ticket_id: ID }, ID.toLowerCase()],
	['contactId', { ai_contact_id: OTHER }, OTHER.toLowerCase()],
	['contactNumber', { contact_number: '+56 912-345' }, '56912345'],
])('%s is sent as %j, and keeps the order by %j', (by, body, key) => {
	expect(ticketIdentifier(chosen(by))).toEqual(body);
	expect(ticketOrder(chosen(by))).toBe(key);
});

it.each(['no digits', '1234', '5.69E+10'])('is not found by the number %j', (contactNumber) => {
	expect(() => chosen('contactNumber', { contactNumber })).toThrow(
		`Contact Phone Number is "${contactNumber}"`,
	);
});

it('is not sent without the one that was chosen', () => {
	expect(() => chosen('ticketId', { ticketId: '' })).toThrow('Ticket ID is empty');
	expect(() => chosen('contactNumber', { contactNumber: ' ' })).toThrow(
		'Contact Phone Number is empty',
	);
});

it('closed tickets are left alone by default', () => {
	expect(lookOf(allowClosedTicket)?.default).toBe(false);
});
