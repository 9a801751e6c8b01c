import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { nodeProperties } from '../shared/operation/operation';
import { runOperation } from '../shared/run/runOperation';
import { asappOperations } from './operations';
import { asappApi } from './service';

export class Asapp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ASAPP',
		name: 'asapp',
		icon: { light: 'file:asapp.svg', dark: 'file:asapp.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Add customer metadata to ASAPP',
		defaults: { name: 'ASAPP' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'asappApi', required: true }],
		properties: nodeProperties(asappOperations, asappApi.requestsPerSecond),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, asappApi, asappOperations);
	}
}
