import { assignAgent } from '../../../../../nodes/Vambe/resources/contact/assignAgent';
import { inputOf } from '../../../../support/inputOf';

const ID = 'DF980FC8-B6DB-4820-BF22-2969482D106D';

describe('assign agent to contact', () => {
	const agent = '228d7a0d-9072-4ca8-939b-959b75cc606a';
	const of = (removeExistingAgents: boolean) =>
		inputOf(assignAgent, { contactId: ID, agentId: agent, removeExistingAgents });

	it('says that the others go only when they do', () => {
		const request = {
			method: 'POST',
			path: `/api/public/contact/${ID}/assign-team-member/${agent}`,
		};
		expect(assignAgent.request(of(false), {})).toEqual({ ...request, query: undefined });
		expect(assignAgent.request(of(true), {})).toEqual({
			...request,
			query: { removeExistingAgents: true },
		});
	});

	it('keeps the order of a contact, however its ID is written', () => {
		expect(assignAgent.order?.(of(true))).toBe(ID.toLowerCase());
	});
});
