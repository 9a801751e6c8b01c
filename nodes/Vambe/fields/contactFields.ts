import type { INodeProperties } from 'n8n-workflow';

import { agentLocator, stageLocator } from './locators';

/** What an upsert can set on a contact beside the fields that identify it. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		agentLocator,
		{
			displayName: 'Contact Email',
			name: 'contactEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. maria.rodriguez@example.com',
			description: 'Email address of the customer',
		},
		{
			displayName: 'Contact Name',
			name: 'contactName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Maria Rodriguez',
			description: 'Name under which the contact is shown in Vambe',
		},
		stageLocator,
	],
};

/** Where values end up is the surprise most users run into first. */
export const metadataNotice: INodeProperties = {
	displayName:
		'Custom Fields belong to the customer and must be defined in Vambe first. Metadata belongs to this contact and takes any key: "companyName" is saved as "company_name".',
	name: 'metadataNotice',
	type: 'notice',
	default: '',
};
