import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { nodeProperties, subtitle } from '../shared/operation/nodeProperties';
import { runOperation } from '../shared/run/runOperation';
import { asappOperations } from './operations';
import { asapp } from './service';

export class Asapp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ASAPP',
		name: 'asapp',
		icon: { light: 'file:asapp.svg', dark: 'file:asapp.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitle(asappOperations),
		description: 'Add metadata of customers, agents and conversations to ASAPP',
		defaults: { name: 'ASAPP' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'One node takes all items: put no loop, batching, wait or retry around it. It checks every item first, keeps the pace of the API and retries by itself. Set options.batchSize to 1000 for nightly runs. For a first run, set options.dryRun to true: the output shows the requests, and nothing is sent. To go on when items fail, set onError to continueErrorOutput.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-vambe-asapp.vambe',
					relationHint: 'Reads the contacts, or sends the same customers to Vambe AI',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'asappApi', required: true }],
		properties: nodeProperties(asapp, asappOperations),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, asapp, asappOperations);
	}
}
