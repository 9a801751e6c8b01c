import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { requiredText, type FieldSchema } from '../../../shared/fields/fieldSchemas';
import {
	metadataFields,
	readMetadata,
	type MetadataBlock,
} from '../../../shared/fields/metadataFields';
import { metadataSchema, type Metadata } from '../../../shared/fields/metadataSchema';
import { passThrough, type Operation } from '../../../shared/operation/operation';
import { webchatContact } from '../resources';

const metadata: MetadataBlock = {
	name: 'metadata',
	displayName: 'Metadata',
	description:
		'Data to save with the contact. Vambe matches it to custom fields with AI; keys become snake_case.',
};

const fields: INodeProperties[] = [
	{
		displayName: 'External User ID',
		name: 'externalUserId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. user-12345',
		description:
			'Your own ID of the user, as given to the webchat widget. The contact must exist already.',
	},
	...metadataFields(metadata),
];

interface Input {
	externalUserId: string;
	metadata: Metadata;
}

const schema: FieldSchema<Input> = z.object({
	externalUserId: requiredText('External User ID'),
	metadata: metadataSchema({ displayName: 'Metadata', keysBecomeSnakeCase: true, required: true }),
});

/** Adds metadata to a contact of the webchat widget, found by the ID that your own system gave it. */
export const addWebchatMetadata: Operation<Input> = {
	resource: webchatContact,
	operation: 'addMetadata',
	displayName: 'Add Metadata',
	action: 'Add metadata to a webchat contact',
	description: 'Add or overwrite metadata of a contact of the webchat widget',
	fields,
	extraOptions: ['combineItems'],
	read: (context, itemIndex) => ({
		externalUserId: context.getNodeParameter('externalUserId', itemIndex, ''),
		metadata: readMetadata(context, itemIndex, metadata),
	}),
	schema,
	toRequest: (input) => ({
		method: 'POST',
		path: '/api/public/webchat/contact/add-metadata',
		body: { externalUserId: input.externalUserId, metadata: input.metadata },
	}),
	orderingKey: ({ externalUserId }) => externalUserId,
	toOutput: passThrough,
	combine: (earlier, later) => ({
		...earlier,
		metadata: { ...earlier.metadata, ...later.metadata },
	}),
};
