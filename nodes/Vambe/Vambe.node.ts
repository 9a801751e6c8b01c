import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { nodeProperties } from '../shared/operation/operation';
import { runOperation } from '../shared/run/runOperation';
import { searchAgents } from './listSearch/searchAgents';
import { searchContacts } from './listSearch/searchContacts';
import { searchStages } from './listSearch/searchStages';
import { vambeOperations } from './operations';
import { vambeApi } from './service';

export class Vambe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Vambe',
		name: 'vambe',
		icon: { light: 'file:vambe.svg', dark: 'file:vambe.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create and update customers, contacts and tickets in Vambe AI',
		defaults: { name: 'Vambe' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vambeApi', required: true }],
		properties: nodeProperties(vambeOperations, vambeApi.requestsPerSecond),
	};

	methods = { listSearch: { searchStages, searchAgents, searchContacts } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, vambeApi, vambeOperations);
	}
}
