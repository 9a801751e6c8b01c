import fc from 'fast-check';

import { fields } from '../../../engine/nodeCase';
import { inJson, metadata, text } from '../../handMade';
import type { OperationCase } from '../../operationCase';
import { memory, METADATA } from '../metadata';

const ROUTE = '/api/public/webchat/contact/add-metadata';

const PROFILE = {
	subscription_tier: 'premium',
	account_status: 'active',
	lifetime_value: '5000',
	registration_date: '2024-01-15',
	preferred_language: 'es',
	location: 'Santiago, Chile',
};

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'webchatContact',
	operation: 'addMetadata',
	name: 'add webchat metadata',
	evidence: 'Documented',
	parameters: { externalUserId: '={{ $json.id }}', ...fields({ value: '={{ $json.value }}' }) },
	id: (number) => `user-${1009 + 3 * (number % 10)}`,
	required: { externalUserId: 'External User ID' },
	idParameter: 'externalUserId',
	request: {
		method: 'POST',
		route: ROUTE,
		status: 201,
		match: (item) => ({ bodyContains: item.value }),
		hasBody: true,
	},
	answer: { success: true },
	output: () => ({ success: true, updated_fields: 1 }),
	examples: {
		'webchat metadata': {
			parameters: { externalUserId: 'user-12345', ...fields(PROFILE) },
			path: ROUTE,
			body: { externalUserId: 'user-12345', metadata: PROFILE },
		},
		'the metadata of a webchat session': {
			item: { id: 'user-12345', pageViews: 7, duration: 31.5, referrer: 'google' },
			parameters: {
				externalUserId: '={{ $json.id }}',
				...fields({
					page_views: '={{ $json.pageViews.toString() }}',
					time_on_site: '={{ $json.duration.toString() }}',
					referrer: '={{ $json.referrer }}',
				}),
			},
			path: ROUTE,
			body: {
				externalUserId: 'user-12345',
				metadata: { page_views: '7', time_on_site: '31.5', referrer: 'google' },
			},
		},
	},
	refusals: {
		'a visitor that does not exist': {
			item: { id: 'nobody', value: 'x' },
			status: 404,
			reason: 'Contact not found',
		},
	},
	hostile: [
		{
			name: 'add webchat metadata',
			parameters: { externalUserId: 'user-12345', ...inJson({ plan: 'premium' }), options: {} },
			texts: [{ name: 'externalUserId', field: 'External User ID' }],
			wrong: [],
			bodies: fc
				.record({ externalUserId: text(20), metadata })
				.map(({ externalUserId, metadata: values }) => ({
					path: ROUTE,
					body: { externalUserId, metadata: values },
					parameters: { externalUserId, ...inJson(values) },
				})),
		},
	],
	metadataBlock: METADATA,
	combine: true,
	order: {
		// Whatever the shop's own system calls its visitors: no two spellings mean the same.
		otherSpelling: (id) => id,
		recordOf: ({ body }) => (body as { externalUserId: string }).externalUserId,
		memory,
		spellings: {},
	},
};
