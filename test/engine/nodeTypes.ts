import {
	NodeConnectionTypes,
	NodeHelpers,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypes,
	type IRequestOptions,
} from 'n8n-workflow';

import { PACK_NODES } from './packNodes';

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

const text = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
});

/** Stands in for a node of n8n itself, whose package is too large for these tests. */
function standIn(
	name: string,
	properties: INodeProperties[],
	execute: Execute,
	inputs = 1,
): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: [1, 1.1, 2, 2.2, 3, 3.4, 4.5],
			description: '',
			defaults: { name },
			inputs: inputs ? [NodeConnectionTypes.Main] : [],
			outputs: [NodeConnectionTypes.Main],
			properties,
		},
		execute,
	};
}

const pass: Execute = async function () {
	return [this.getInputData()];
};

/** Edit Fields in its JSON mode, and with single assignments. */
const editFields: Execute = async function () {
	return [
		this.getInputData().map((_item, index) => {
			const json =
				this.getNodeParameter('mode', index, 'manual') === 'raw'
					? (this.getNodeParameter('jsonOutput', index, '{}') as string | IDataObject)
					: assigned(this, index);
			return {
				json: typeof json === 'string' ? (JSON.parse(json) as IDataObject) : json,
				pairedItem: { item: index },
			};
		}),
	];
};

interface Assignment {
	name: string;
	value: IDataObject[string];
}

function assigned(context: IExecuteFunctions, index: number): IDataObject {
	const list = context.getNodeParameter('assignments.assignments', index, []) as Assignment[];
	return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}

const splitOut: Execute = async function () {
	return [
		this.getInputData().flatMap((item, index) =>
			(item.json[this.getNodeParameter('fieldToSplitOut', index) as string] as IDataObject[]).map(
				(json) => ({ json, pairedItem: { item: index } }),
			),
		),
	];
};

/** A text as the file that another node reads. */
const convertToFile: Execute = async function () {
	return [
		this.getInputData().map((item, index) => {
			const content = item.json[this.getNodeParameter('sourceProperty', index) as string] as string;
			const data = Buffer.from(content).toString('base64');
			return {
				json: {},
				binary: { data: { data, mimeType: 'text/plain' } },
				pairedItem: { item: index },
			};
		}),
	];
};

/** A CSV without quotes. Cells without text are left out, as n8n does. */
const extractFromFile: Execute = async function () {
	return [
		this.getInputData().flatMap(({ binary }, index) => {
			const file = Buffer.from(binary?.data?.data ?? '', 'base64').toString();
			const delimiter = this.getNodeParameter('options.delimiter', index) as string;
			const [names = [], ...rows] = file
				.replace('\uFEFF', '')
				.split('\r\n')
				.map((row) => row.split(delimiter));
			return rows.map((cells) => ({
				json: Object.fromEntries(
					names.flatMap((name, column) => (cells[column] ? [[name, cells[column]]] : [])),
				),
				pairedItem: { item: index },
			}));
		}),
	];
};

interface Condition {
	leftValue: unknown;
	rightValue: unknown;
}

/** If, as far as examples use it: every condition compares two texts. */
const ifEqual: Execute = async function () {
	const branches: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
	this.getInputData().forEach((item, index) => {
		const list = this.getNodeParameter('conditions.conditions', index, []) as Condition[];
		const holds = list.every(({ leftValue, rightValue }) => leftValue === rightValue);
		branches[holds ? 0 : 1].push(item);
	});
	return branches;
};

/** What n8n remembers from earlier executions is in its database: here nothing is a repetition. */
const removeDuplicates: Execute = async function () {
	this.getInputData().forEach((_item, index) => {
		if (this.getNodeParameter('dedupeValue', index) === '') throw new Error('Nothing to compare');
	});
	return [this.getInputData()];
};

/** HTTP Request with a predefined credential, as far as keys are concerned: n8n's older request helper. */
const httpRequest: Execute = async function () {
	const type = this.getNodeParameter('credentialType', 0) as string;
	const request = this.getNodeParameter('request', 0) as unknown as IRequestOptions;
	const { helpers } = this;
	if (this.getNodeParameter('pages', 0) === 1) {
		const body = (await helpers.requestWithAuthentication.call(this, type, request)) as unknown;
		return [[{ json: { body } as IDataObject }]];
	}
	const nextUrl = this.getNodeParameter('nextUrl', 0) as string;
	const pages = {
		continue: '={{ $pageCount < 2 }}',
		request: {
			url: `={{ $pageCount === 0 ? ${JSON.stringify(request.uri)} : ${JSON.stringify(nextUrl)} }}`,
		},
		requestInterval: 0,
	};
	const page = helpers.requestWithAuthenticationPaginated.bind(this);
	const bodies = (await page(request, 0, pages, type)).map(({ body }: { body: unknown }) => body);
	return [[{ json: { bodies } }]];
};

const trigger = (name: string): INodeType => standIn(name, [], pass, 0);

const TYPES: Record<string, INodeType> = {
	...Object.fromEntries(
		[...PACK_NODES].map(([name, node]) => [`n8n-nodes-vambe-asapp.${name}`, node]),
	),
	'n8n-nodes-base.manualTrigger': trigger('manualTrigger'),
	'n8n-nodes-base.stickyNote': trigger('stickyNote'),
	// Disabled in the examples, so that it sends nothing there.
	'n8n-nodes-base.httpRequest': standIn(
		'httpRequest',
		[
			text('credentialType'),
			{ ...text('request'), type: 'json' },
			text('nextUrl'),
			{ ...text('pages'), type: 'number', default: 1 },
		],
		httpRequest,
	),
	'n8n-nodes-base.noOp': standIn('noOp', [], pass),
	'n8n-nodes-base.set': standIn(
		'set',
		[text('mode'), text('jsonOutput'), { ...text('assignments'), type: 'json' }],
		editFields,
	),
	'n8n-nodes-base.googleSheets': standIn('googleSheets', [], pass),
	'n8n-nodes-base.respondToWebhook': standIn('respondToWebhook', [], pass),
	'n8n-nodes-base.if': standIn('if', [{ ...text('conditions'), type: 'json' }], ifEqual),
	'n8n-nodes-base.removeDuplicates': standIn(
		'removeDuplicates',
		[text('dedupeValue')],
		removeDuplicates,
	),
	'n8n-nodes-base.convertToFile': standIn('convertToFile', [text('sourceProperty')], convertToFile),
	'n8n-nodes-base.extractFromFile': standIn(
		'extractFromFile',
		[{ ...text('options'), type: 'json' }],
		extractFromFile,
	),
	'n8n-nodes-base.splitOut': standIn('splitOut', [text('fieldToSplitOut')], splitOut),
};

export class PackNodeTypes implements INodeTypes {
	/** A node as a tool, too: n8n makes a second type of it, under its name with "Tool" behind. */
	getByName(name: string): INodeType {
		const type = TYPES[name] ?? TYPES[name.replace(/Tool$/, '')];
		if (!type) throw new Error(`The test engine has no node of type ${name}`);
		return type;
	}

	getByNameAndVersion(name: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(name), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}
