import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { openClient, type Client } from '../shared/api/client';
import { toNodeError } from '../shared/n8n/showFailure';
import { contactOutput, simplify } from './fields/simplify';
import type { ListedContact, TriggerEvent } from './trigger/contact';
import { vambe } from './service';
import { contactReader, withNothingLost } from './trigger/contactReader';
import { poll } from './trigger/poll';
import { sampleContact } from './trigger/sample';

/** Static data of the triggers that are polling right now. */
const polling = new WeakSet<IDataObject>();

export class VambeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Vambe Trigger',
		name: 'vambeTrigger',
		icon: { light: 'file:vambe.svg', dark: 'file:vambe.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ { contactCreated: "Contact Created", contactUpdated: "Contact Updated" }[$parameter["event"]] }}',
		description: 'Starts the workflow when contacts are created or updated in Vambe AI',
		defaults: { name: 'Vambe Trigger' },
		polling: true,
		builderHint: {
			searchHint:
				'It polls by itself: no Schedule Trigger before it. Contacts that exist before the workflow is active do not start it. contactUpdated also comes for changes that the workflow makes itself.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-vambe-asapp.vambe',
					relationHint: 'Reads or updates the contact: map its id to Contact',
				},
			],
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vambeApi', required: true }],
		properties: [
			{
				displayName: 'Event',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				default: 'contactCreated',
				options: [
					{
						name: 'Contact Created',
						value: 'contactCreated',
						description: 'A contact was created since the last poll',
					},
					{
						name: 'Contact Updated',
						value: 'contactUpdated',
						description:
							'A contact was created or changed since the last poll. Several changes between two polls count as one.',
					},
				],
			},
			...simplify.properties('simplify'),
		],
	};

	/**
	 * The contacts since the last poll, or null when there are none; in a test run from the editor one
	 * contact as a sample, without moving the cursor.
	 *
	 * @throws {NodeApiError} when Vambe refuses or cannot be reached.
	 * @throws {NodeOperationError} when the credential cannot be used, or there is no sample.
	 */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const event = this.getNodeParameter('event') as TriggerEvent;
		const isSimplified = simplify.parse(this.getNodeParameter('simplify', true));
		const client = await openClient(this, vambe);
		const contacts =
			this.getMode() === 'manual'
				? await sample(this, client, event)
				: await newContacts(this, client, event);
		if (contacts.length === 0) return null;
		return [contacts.map(({ contact }) => ({ json: contactOutput(contact, isSimplified) }))];
	}
}

async function sample(
	context: IPollFunctions,
	client: Client,
	event: TriggerEvent,
): Promise<ListedContact[]> {
	const page = await sampleContact(contactReader(client, event, true), Date.now());
	if ('failure' in page) throw toNodeError(context.getNode(), page.failure);
	if (page.contacts.length > 0) return page.contacts;
	throw toNodeError(context.getNode(), {
		message: 'There is no contact to show as a sample',
		hint: 'The account of this credential has no contacts. Create one in Vambe, then retry.',
		details: { field: 'Credential' },
	});
}

/** n8n starts a poll even while the one before still waits for a slow answer: both would find the same. */
async function newContacts(
	context: IPollFunctions,
	client: Client,
	event: TriggerEvent,
): Promise<ListedContact[]> {
	const staticData = context.getWorkflowStaticData('node');
	if (polling.has(staticData)) return [];
	polling.add(staticData);
	try {
		const node = context.getNode();
		const credentialId = node.credentials?.vambeApi?.id ?? '';
		const source = { event, credentialId, baseUrl: client.baseUrl };
		const fetchPage = contactReader(client, event, false);
		const { contacts, failure } = await poll(staticData, source, fetchPage, Date.now());
		if (failure && contacts.length === 0) throw toNodeError(node, withNothingLost(failure));
		if (failure) context.logger.warn(`${failure.message}; the contacts before it were handed on`);
		return contacts;
	} finally {
		polling.delete(staticData);
	}
}
