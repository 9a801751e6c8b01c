import type { CredentialReference } from '../../../demo/n8n/workflow';
import type { N8nClient } from '../../../demo/n8n/client';
import type { RunningN8n } from '../../../demo/n8n/start';
import { withSandbox } from '../../../demo/runDemo';
import type { Sandbox } from '../../../sandbox';
import { ASAPP, type TestNode } from '../workflows';

/** A sandbox of its own, so that other checks can use theirs at the same time. */
export interface DataBed {
	n8n: RunningN8n;
	sandbox: Sandbox;
	vambeApi: CredentialReference;
	asappApi: CredentialReference;
	openAiApi: CredentialReference;
	close(): Promise<void>;
}

/** @throws when n8n refuses a credential */
export async function dataBed(n8n: RunningN8n): Promise<DataBed> {
	const { sandbox, credentials } = await withSandbox(n8n);
	const of = (type: string): CredentialReference => {
		const saved = credentials.find(({ credential }) => credential.type === type);
		if (!saved) throw new Error(`There is no credential of type ${type}`);
		return saved.reference;
	};
	return {
		n8n,
		sandbox,
		vambeApi: of('vambeApi'),
		asappApi: of('asappApi'),
		openAiApi: of('openAiApi'),
		close: () => sandbox.close(),
	};
}

export async function asappCredential(
	client: N8nClient,
	{ asapp }: Sandbox,
): Promise<CredentialReference> {
	return await client.createCredential({
		name: 'ASAPP, data',
		type: 'asappApi',
		data: { environment: 'custom', ...asapp },
	});
}

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
