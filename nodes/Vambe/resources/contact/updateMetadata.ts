import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { requiredUuid, type FieldSchema } from '../../../shared/fields/fieldSchemas';
import {
	metadataFields,
	readMetadata,
	type MetadataBlock,
} from '../../../shared/fields/metadataFields';
import { metadataSchema, type Metadata } from '../../../shared/fields/metadataSchema';
import { passThrough, type Operation } from '../../../shared/operation/operation';
import { contactLocator } from '../../fields/locators';
import { contact } from '../resources';

const metadata: MetadataBlock = {
	name: 'metadata',
	displayName: 'Metadata',
	description:
		'Data to save with the contact. New keys are added, known ones overwritten. Vambe turns keys into snake_case and stores values as text.',
};

const fields: INodeProperties[] = [contactLocator, ...metadataFields(metadata)];

interface Input {
	contactId: string;
	metadata: Metadata;
}

const schema: FieldSchema<Input> = z.object({
	contactId: requiredUuid('Contact'),
	metadata: metadataSchema({ displayName: 'Metadata', keysBecomeSnakeCase: true, required: true }),
});

/** Adds or overwrites metadata of one contact, whatever its channel. */
export const updateContactMetadata: Operation<Input> = {
	resource: contact,
	operation: 'updateMetadata',
	displayName: 'Update Metadata',
	action: 'Update metadata of a contact',
	description: 'Add or overwrite metadata of a contact of any channel',
	fields,
	extraOptions: ['combineItems', 'wrapMetadata'],
	read: (context, itemIndex) => ({
		contactId: context.getNodeParameter('contactId', itemIndex, ''),
		metadata: readMetadata(context, itemIndex, metadata),
	}),
	schema,
	/** Vambe's reference shows the flat body in its text and the wrapped one in a generated sample. */
	toRequest: ({ contactId, metadata: values }, { wrapMetadata }) => ({
		method: 'POST',
		path: `/api/public/contact/${encodeURIComponent(contactId)}/update-metadata`,
		body: wrapMetadata ? { metadata: values } : values,
	}),
	orderingKey: ({ contactId }) => contactId.toLowerCase(),
	toOutput: (response, { contactId }) =>
		Array.isArray(response) ? { contactId, updatedFields: response } : passThrough(response),
	warning: (response) =>
		Array.isArray(response) && response.length === 0
			? 'Vambe AI accepted the metadata but listed no updated fields. If nothing was saved, turn on "Wrap Metadata" in the options and run again.'
			: undefined,
	combine: (earlier, later) => ({
		contactId: earlier.contactId,
		metadata: { ...earlier.metadata, ...later.metadata },
	}),
};
