import type { CredentialReference } from '../../../n8n/workflow';
import { ASAPP, type TestNode } from '../workflows';

/** An ASAPP node that adds an attribute of the customer that the expression names. */
export function asappNode(name: string, customer: string, asappApi: CredentialReference): TestNode {
	return {
		name,
		type: ASAPP,
		parameters: {
			resource: 'customer',
			operation: 'addMetadata',
			externalConversationId: 'conversation-1',
			externalCustomerId: customer,
			attributesMode: 'json',
			attributesJson: '{ "plan": "pro" }',
			options: {},
		},
		credentials: { asappApi },
	};
}

/** The same as a tool, whose model says which customer. */
export function asappTool(name: string, asappApi: CredentialReference): TestNode {
	const customer = "={{ $fromAI('customer_id', 'ID of the customer', 'string') }}";
	const { parameters, ...node } = asappNode(name, customer, asappApi);
	const described = { descriptionType: 'manual', toolDescription: 'Adds the plan of a customer' };
	return { ...node, type: `${ASAPP}Tool`, parameters: { ...described, ...parameters } };
}
