import type { INodeProperties } from 'n8n-workflow';

import type { Service } from '../nodes/shared/api/client';

/**
 * n8n's own setting of where a credential may be used in HTTP Request and GraphQL nodes, which it adds to
 * credentials that do not bring it. Brought here for its default: the hosts of the service, and not all.
 */
export function allowedDomains({ domains }: Service): INodeProperties[] {
	return [
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'options',
			default: 'domains',
			description: 'Where HTTP Request and GraphQL nodes may send the keys of this credential',
			options: [
				{ name: 'All', value: 'all', description: 'To any host' },
				{ name: 'None', value: 'none', description: 'Nowhere' },
				{ name: 'Specific Domains', value: 'domains', description: 'To the hosts listed below' },
			],
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'string',
			default: domains,
			placeholder: `e.g. ${domains}`,
			displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
			description:
				'Hosts, separated by commas; *.example.com stands for all hosts below example.com. While this is the default, the Base URL above is allowed, too.',
		},
	];
}
