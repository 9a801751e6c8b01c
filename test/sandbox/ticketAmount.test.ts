import { SEED } from '../../sandbox';
import { useSandbox } from './support';

const AMOUNT = '/api/public/ticket/amount';

describe('amount of a ticket', () => {
	const caller = useSandbox();
	const { send } = caller;
	const ticket = () => caller.sandbox.state().tickets.find(({ id }) => id === SEED.ticketId);

	it.each([
		['ticket id', { ticket_id: SEED.ticketId }],
		['contact id', { ai_contact_id: SEED.contactId }],
		['contact number', { contact_number: SEED.contactPhoneNumber }],
	])('is set on the ticket found by %s', async (_what, identifier) => {
		const request = { ...identifier, amount: 150000, currency: 'CLP' };
		expect(await send('POST', AMOUNT, request)).toMatchObject({
			status: 200,
			body: { status: 'ok' },
		});
		await send('POST', AMOUNT, { ...identifier, amount: 0.5 });
		expect(ticket()).toMatchObject({ amount: 0.5, currency: 'CLP', metadata: {} });
	});

	it.each([
		['no identifier', { amount: 1 }],
		['two identifiers', { amount: 1, ticket_id: SEED.ticketId, ai_contact_id: SEED.contactId }],
		['no amount', { ticket_id: SEED.ticketId }],
		['an amount as text', { ticket_id: SEED.ticketId, amount: '1' }],
	])('is refused with %s', async (_what, request) => {
		expect((await send('POST', AMOUNT, request)).status).toBe(400);
		expect(ticket()?.amount).toBeNull();
	});

	it('is set on a closed ticket only when allowed', async () => {
		const request = { ai_contact_id: SEED.contactIdWithClosedTicket, amount: 5 };
		expect((await send('POST', AMOUNT, request)).status).toBe(404);
		const allowed = { ...request, allow_closed_ticket: true };
		expect((await send('POST', AMOUNT, allowed)).status).toBe(200);
	});

	it('needs a currency when the kind of ticket does', async () => {
		caller.sandbox.configure({ currencyRequired: true });
		const request = { ticket_id: SEED.ticketId, amount: 5 };
		expect(await send('POST', AMOUNT, request)).toMatchObject({
			status: 400,
			body: { message: expect.stringMatching(/currency/) as unknown },
		});
		expect((await send('POST', AMOUNT, { ...request, currency: 'USD' })).status).toBe(200);
	});
});
