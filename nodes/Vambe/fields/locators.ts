import type { INodeProperties } from 'n8n-workflow';

import { UUID } from '../../shared/fields/fieldSchemas';

type Wording = Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'required'>;

/** A field that identifies something in Vambe: picked from a list, or by its UUID. */
function locator(field: Wording, searchListMethod: string, placeholder: string): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. df980fc8-b6db-4820-bf22-2969482d106d',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: `\\s*${UUID.source.slice(1, -1).replaceAll('a-f', 'a-fA-F')}\\s*`,
							errorMessage:
								'This is not a UUID. Copy the ID from Vambe: 32 digits and letters in five groups.',
						},
					},
				],
			},
		],
	};
}

export const stageLocator = locator(
	{
		displayName: 'Stage',
		name: 'stageId',
		description: 'The pipeline stage to put the contact in',
	},
	'searchStages',
	'Select a stage…',
);

export const agentLocator = locator(
	{
		displayName: 'Agent',
		name: 'agentId',
		description: 'The team member who becomes responsible for the contact',
	},
	'searchAgents',
	'Select an agent…',
);

export const contactLocator = locator(
	{
		displayName: 'Contact',
		name: 'contactId',
		required: true,
		description:
			'The contact. The list shows those with a message in the last 365 days; others can be entered by the ID that the API calls aiContactId.',
	},
	'searchContacts',
	'Select a contact…',
);
