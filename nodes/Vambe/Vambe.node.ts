import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { nodeProperties, subtitle } from '../shared/operation/nodeProperties';
import { runOperation } from '../shared/run/runOperation';
import { searchAgents } from './listSearch/searchAgents';
import { searchChannels } from './listSearch/searchChannels';
import { searchContacts } from './listSearch/searchContacts';
import { searchPipelines } from './listSearch/searchPipelines';
import { searchStages } from './listSearch/searchStages';
import { vambeOperations } from './operations';
import { vambe } from './service';
import { getTags } from './loadOptions/getTags';

export class Vambe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Vambe',
		name: 'vambe',
		icon: { light: 'file:vambe.svg', dark: 'file:vambe.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitle(vambeOperations),
		description: 'Read, create and update customers, contacts and tickets in Vambe AI',
		defaults: { name: 'Vambe' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'One node takes all items: put no loop, batching, wait or retry around it. It checks every item first, keeps the pace of the API and retries by itself. For a first run, set options.dryRun to true: the output shows the requests, and nothing is sent. To go on when items fail, set onError to continueErrorOutput. A contactId is the id that Customer Create or Update, Contact Get Many or Vambe Trigger returns; modes phone and email look the contact up. Mode id of a locator takes an expression.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-vambe-asapp.vambeTrigger',
					relationHint: 'Starts a workflow when contacts are created or updated in Vambe AI',
				},
				{
					nodeType: 'n8n-nodes-vambe-asapp.asapp',
					relationHint: 'Sends the same customers to ASAPP',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vambeApi', required: true }],
		properties: nodeProperties(vambe, vambeOperations),
	};

	methods = {
		listSearch: { searchStages, searchPipelines, searchAgents, searchContacts, searchChannels },
		loadOptions: { getTags },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, vambe, vambeOperations);
	}
}
