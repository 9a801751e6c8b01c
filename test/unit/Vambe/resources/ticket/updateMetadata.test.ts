import type { IDataObject } from 'n8n-workflow';

import { updateTicketMetadata } from '../../../../../nodes/Vambe/resources/ticket/updateMetadata';
import { inputOf, jsonBlock } from '../../../../support/inputOf';

const ID = 'DF980FC8-B6DB-4820-BF22-2969482D106D';

describe('update ticket metadata', () => {
	const of = (metadata: object, more: IDataObject = {}) =>
		inputOf(updateTicketMetadata, {
			identifyBy: 'ticketId',
			ticketId: ID,
			contactId: ID.replace('D', 'A'),
			contactNumber: '+56 912-345',
			allowClosedTicket: false,
			...jsonBlock('metadata', metadata),
			...more,
		});
	const body = (more: IDataObject) => updateTicketMetadata.request(of({ a: 'x' }, more), {}).body;

	it('sends the chosen identifier only, and the permission only when it is given', () => {
		expect(updateTicketMetadata.request(of({ a: 'x' }), {})).toEqual({
			method: 'POST',
			path: '/api/public/ticket/metadata',
			body: { ticket_id: ID, metadata: { a: 'x' } },
		});
		expect(body({ identifyBy: 'contactNumber', allowClosedTicket: true })).toEqual({
			contact_number: '+56 912-345',
			allow_closed_ticket: true,
			metadata: { a: 'x' },
		});
	});

	it('keeps the order of a ticket, and of a number however it is written', () => {
		const key = (identifyBy: string, more: IDataObject = {}) =>
			updateTicketMetadata.order?.(of({ a: 'x' }, { identifyBy, ...more }));
		expect(key('ticketId')).toBe(ID.toLowerCase());
		expect(key('contactNumber')).toBe('56912345');
		expect(key('contactNumber', { contactNumber: '+56912345' })).toBe('56912345');
		expect(key('contactNumber', { contactNumber: 'no digits' })).toBe('no digits');
	});

	it('combines: later values win', () => {
		const later = of({ b: 'z' }, { allowClosedTicket: true });
		expect(updateTicketMetadata.merge?.(of({ a: 'x', b: 'y' }), later)).toEqual({
			...(later as object),
			metadata: { a: 'x', b: 'z' },
		});
	});
});
