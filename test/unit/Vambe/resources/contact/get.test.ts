import { getContact } from '../../../../../nodes/Vambe/resources/contact/get';
import { inputOf } from '../../../../support/inputOf';

const ID = 'DF980FC8-B6DB-4820-BF22-2969482D106D';
const answer = { id: ID, name: 'Maria', metadata: { plan: 'pro' }, agents: [{ id: 'a' }] };

describe('get contact', () => {
	it('reads the contact by its ID, as it was written', () => {
		const input = inputOf(getContact, { contactId: ID });
		expect(getContact.request(input, {})).toEqual({
			method: 'GET',
			path: `/api/public/contact/${ID}/info`,
		});
		expect(getContact.order).toBeUndefined();
	});

	it('puts out the whole answer, or what is in most flows needed', () => {
		const whole = inputOf(getContact, { contactId: ID, simplify: false });
		expect(getContact.output(answer, whole)).toEqual(answer);
		const simple = inputOf(getContact, { contactId: ID, simplify: true });
		expect(getContact.output(answer, simple)).toMatchObject({
			id: ID,
			name: 'Maria',
			metadata: { plan: 'pro' },
		});
		expect(getContact.output(answer, simple)).not.toHaveProperty('agents');
	});
});
