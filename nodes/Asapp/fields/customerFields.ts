import type { INodeProperties } from 'n8n-workflow';

/** The optional fields of a customer record, with the limits of ASAPP's published schema. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Address Country',
			name: 'addressCountry',
			type: 'string',
			default: '',
			placeholder: 'e.g. United-States',
			description: "Country part of the customer's address, up to 128 characters",
		},
		{
			displayName: 'Address State',
			name: 'addressState',
			type: 'string',
			default: '',
			placeholder: 'e.g. New-York',
			description: "State part of the customer's address, up to 128 characters",
		},
		{
			displayName: 'Address Zipcode',
			name: 'addressZipcode',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10001',
			description: "Postal code of the customer's address, up to 16 characters",
		},
		{
			displayName: 'Email Address',
			name: 'emailAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. jdoe@example.com',
			description: 'Email address of the customer',
		},
		{
			displayName: 'Event ID',
			name: 'eventId',
			type: 'string',
			default: '',
			placeholder: 'e.g. eventId-1938',
			description:
				'ID to trace the submission, up to 256 characters. When empty, one is made that stays the same on every retry.',
		},
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. (555)555-0100',
			description: 'Phone number of the customer, up to 32 characters',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'string',
			default: '',
			placeholder: 'e.g. new',
			description: "Label for the customer's status or type, up to 256 characters",
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			placeholder: 'e.g. user908038',
			description: 'ID of the customer as a user, up to 256 characters',
		},
	],
};
