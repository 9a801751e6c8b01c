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
import { ASAPP_HOSTS, asapp } from '../nodes/Asapp/service';

/** ASAPP treats the ID as a secret like the one that belongs to it. */
const hiddenText = {
	type: 'string' as const,
	typeOptions: { password: true },
	required: true,
	default: '',
};

const TEST_RULES = answerRules(
	asapp,
	'ASAPP refused the API ID or API Secret. Check that both are complete and belong to the chosen environment.',
	[
		{
			key: 'healthCheck',
			value: 'FAILED',
			message: 'The keys were accepted, but ASAPP reports an outage. Try again later.',
		},
		{ key: 'healthCheck', value: undefined },
	],
);

export class AsappApi implements ICredentialType {
	name = 'asappApi';

	displayName = 'ASAPP API';

	icon: Icon = {
		light: 'file:../nodes/Asapp/asapp.svg',
		dark: 'file:../nodes/Asapp/asapp.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-vambe-asapp/n8n-nodes-vambe-asapp/blob/main/docs/credentials.md#asapp-api';

	properties: INodeProperties[] = [
		{
			...hiddenText,
			displayName: 'API ID',
			name: 'apiId',
			description:
				'The API ID from the ASAPP developer portal. Your ASAPP contact can give you access to it.',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The secret that belongs to the API ID',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			default: 'production',
			description: 'Keys are valid in one environment only',
			options: [
				{ name: 'Custom', value: 'custom', description: 'Another address, such as a gateway' },
				{ name: 'Production', value: 'production', description: ASAPP_HOSTS.production },
				{ name: 'Sandbox', value: 'sandbox', description: ASAPP_HOSTS.sandbox },
			],
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://asapp-gateway.example.com',
			displayOptions: { show: { environment: ['custom'] } },
			description:
				'Where requests are sent with the environment Custom. It starts with https:// (http:// only for this machine).',
		},
		...allowedDomains(asapp),
	];

	authenticate: IAuthenticate = authenticateWith(asapp);

	test: ICredentialTestRequest = {
		request: {
			baseURL: safeBaseUrl(
				`($credentials.environment === 'custom' ? $credentials.baseUrl : $credentials.environment === 'sandbox' ? '${ASAPP_HOSTS.sandbox}' : '${ASAPP_HOSTS.production}')`,
			),
			url: '/v1/health',
			disableFollowRedirect: true,
		},
		rules: TEST_RULES,
	};
}
