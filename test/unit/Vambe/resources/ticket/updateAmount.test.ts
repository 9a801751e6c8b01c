import type { IDataObject } from 'n8n-workflow';

import { updateTicketAmount as updateAmount } from '../../../../../nodes/Vambe/resources/ticket/updateAmount';
import { inputOf } from '../../../../support/inputOf';

const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';

describe('update amount of ticket', () => {
	const body = (more: IDataObject = {}) =>
		updateAmount.request(
			inputOf(updateAmount, {
				identifyBy: 'ticketId',
				ticketId: ID,
				allowClosedTicket: false,
				amount: 1999.9,
				...more,
			}),
			{},
		).body;

	it('sends what is set, and the permission only when it is given', () => {
		expect(body()).toEqual({ ticket_id: ID, amount: 1999.9 });
		expect(body({ allowClosedTicket: true, currency: ' clp ' })).toEqual({
			ticket_id: ID,
			allow_closed_ticket: true,
			amount: 1999.9,
			currency: 'CLP',
		});
	});
});
