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
import { answerRules } from './answerRules';
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
			description:
				'The API key of your Vambe organization. When you do not see it in Vambe, ask whoever administers your account there.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.vambe.me',
			placeholder: 'e.g. https://api.vambe.me',
			description:
				'Change this only to go through a gateway, or to try the local sandbox. It starts with https:// (http:// only for this machine).',
		},
		...allowedDomains(vambe),
	];

	authenticate: IAuthenticate = authenticateWith(vambe);

	test: ICredentialTestRequest = {
		request: {
			baseURL: safeBaseUrl('$credentials.baseUrl'),
			url: '/api/public/pipeline',
			disableFollowRedirect: true,
			// As a text, an account without pipelines has an answer with something in it for n8n to look at.
			encoding: 'text',
		},
		rules: answerRules(
			vambe,
			'Vambe AI refused the API key. Check that it is complete and not revoked.',
			[
				// n8n's rules say what an answer must not be; this one is a list, which begins with "[".
				...[...'{"\n\r\t \ufeff'].map((value) => ({ key: '0', value })),
				{ key: 'length', value: 0 },
			],
		),
	};
}
