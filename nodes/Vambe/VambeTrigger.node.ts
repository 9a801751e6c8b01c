import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { openClient, type Client } from '../shared/api/client';
import { notice } from '../shared/fields/notice';
import { toNodeError } from '../shared/n8n/showFailure';
import { quoted } from '../shared/values/text';
import { readContactOutput, simplify } from './fields/simplify';
import { vambe } from './service';
import { EVENTS, type ListedContact, type TriggerEvent } from './trigger/contact';
import { contactReader } from './trigger/contactReader';
import { newContacts } from './trigger/newContacts';
import { timeOfPoll } from './trigger/registration';
import { sampleContact } from './trigger/sample';

const loopNotice = notice(
	'A workflow that changes the contacts it starts with starts itself again, at every check. Put a Remove Duplicates or a Filter node behind this trigger that lets a contact pass only when what you care about has changed.',
);

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
				'It polls by itself: no Schedule Trigger before it. What happened before it was first active does not start it. contactUpdated also comes for changes that the workflow makes itself.',
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
				hint: 'What was created or changed before you first publish does not start it. Contact Updated also comes for new contacts, and for changes that this workflow makes.',
				options: [
					{
						name: 'Contact Created',
						value: 'contactCreated',
						description: 'A contact was created since the last check',
					},
					{
						name: 'Contact Updated',
						value: 'contactUpdated',
						description:
							'A contact was created or changed since the last check. Several changes between two checks count as one.',
					},
				],
			},
			...loopNotice.properties('loopNotice').map((property) => ({
				...property,
				displayOptions: { show: { event: ['contactUpdated'] } },
			})),
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
		const event = eventOf(this);
		const isSimplified = simplify.parse(this.getNodeParameter('simplify', true));
		const client = await openClient(this, vambe);
		const contacts =
			this.getMode() === 'manual'
				? await sample(this, client, event)
				: await newContacts(this, client, event);
		if (contacts.length === 0) return null;
		return [contacts.map(({ contact }) => ({ json: readContactOutput(contact, isSimplified) }))];
	}
}

/** @throws {NodeOperationError} when there is no such event: a program wrote the workflow. */
function eventOf(context: IPollFunctions): TriggerEvent {
	const event = context.getNodeParameter('event');
	if (typeof event === 'string' && Object.hasOwn(EVENTS, event)) return event as TriggerEvent;
	throw toNodeError(context.getNode(), {
		message: `The event ${quoted(event)} does not exist in this version of the node`,
		hint: 'Choose the event again in the editor.',
		details: { field: 'Event' },
	});
}

async function sample(
	context: IPollFunctions,
	client: Client,
	event: TriggerEvent,
): Promise<ListedContact[]> {
	const time = timeOfPoll();
	const found = await sampleContact(contactReader(client, event, time), time);
	if ('failure' in found) throw toNodeError(context.getNode(), found.failure);
	if (found.contact) return [found.contact];
	throw toNodeError(context.getNode(), {
		message: 'There is no contact to show as a sample',
		hint: 'The account of this credential has no contacts. Create one in Vambe, then retry.',
		details: { field: 'Credential' },
	});
}
