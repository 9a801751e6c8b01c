import { locator } from '../../shared/fields/locator';

const LOOK = {
	displayName: 'Agent',
	description: 'The team member to assign to the contact',
	searchListMethod: 'searchAgents',
	placeholder: 'Select an agent…',
};

/** A team member who may become responsible. */
export const agentId = locator(LOOK);

/** The same where there is nothing to do without one. */
export const agentIdRequired = locator({ ...LOOK, required: true });
