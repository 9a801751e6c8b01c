import type {
	IAuthenticate,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { authenticateWith } from '../nodes/shared/api/client';
import { allowedDomains } from './allowedDomains';
import { safeBaseUrl } from './safeBaseUrl';
import { vambe } from '../nodes/Vambe/service';

export class VambeApi implements ICredentialType {
	name = 'vambeApi';

	displayName = 'Vambe API';

	icon: Icon = {
		light: 'file:../nodes/Vambe/vambe.svg',
		dark: 'file:../nodes/Vambe/vambe.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-vambe-asapp/n8n-nodes-vambe-asapp/blob/main/docs/credentials.md#vambe-api';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The API key of your Vambe organization',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.vambe.me',
			placeholder: 'e.g. https://api.vambe.me',
			description: 'Change this only to go through a gateway, or to try the local sandbox',
		},
		...allowedDomains(vambe),
	];

	authenticate: IAuthenticate = authenticateWith(vambe);

	test: ICredentialTestRequest = {
		request: {
			baseURL: safeBaseUrl('$credentials.baseUrl'),
			url: '/api/public/pipeline',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Vambe AI refused the API key. Check that it is complete and not revoked.',
				},
			},
		],
	};
}
