import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { asappOperations } from '../../nodes/Asapp/operations';
import type { ApiRequest } from '../../nodes/shared/apiRequest';
import type { Failure } from '../../nodes/shared/failure';
import type { Operation } from '../../nodes/shared/operation';
import { itemReader } from '../../nodes/shared/prepare';
import { vambeOperations } from '../../nodes/Vambe/operations';
import { fakeContext } from '../support/fakeContext';
import type { NodeCase } from './nodeCase';
import { PACK_NODES, packNode } from './packNodes';

// The one place where tests reach into an operation. All others know it by its node's description,
// by parameters and by what it sends.

/** An operation as the editor offers it. */
export interface OfferedOperation {
	node: string;
	resource: string;
	operation: string;
}

const choices = ({ options = [] }: INodeProperties): string[] =>
	(options as INodePropertyOptions[]).map(({ value }) => String(value));

/** The operations of one node, read from its description; none for a node without resources. */
export function operationsOf(node: string): OfferedOperation[] {
	const { properties } = packNode(node).description;
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap((property) =>
			(property.displayOptions?.show?.resource ?? []).flatMap((resource) =>
				choices(property).map((operation) => ({ node, resource: String(resource), operation })),
			),
		);
}

/** Every operation of every node of the pack. */
export const ALL_OPERATIONS: readonly OfferedOperation[] = [...PACK_NODES.keys()].flatMap(
	operationsOf,
);

/** What the editor shows for one operation, beside the choice of resource and operation. */
export function propertiesOf({ node, resource, operation }: OfferedOperation): INodeProperties[] {
	return packNode(node).description.properties.filter(({ displayOptions }) => {
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return resources?.includes(resource) && operations?.includes(operation);
	});
}

/** What the pack says about the values of one item, before anything is sent. */
export type Verdict = { request: ApiRequest } | { refusal: Failure };

/** Reads, validates and turns one item into a request, on the very path that a run takes. */
export function verdictOn({ type, parameters }: NodeCase, json: unknown = {}): Verdict {
	const operation = implementation(type, parameters);
	const context: IExecuteFunctions = fakeContext({
		parameters: [parameters as IDataObject],
		items: [json as IDataObject],
	});
	const item = itemReader(context, operation, 0)(0);
	if (!('input' in item)) return { refusal: item };
	return { request: operation.toRequest(item.input, item.options) };
}

const IMPLEMENTATIONS: Record<NodeCase['type'], readonly Operation[]> = {
	vambe: vambeOperations,
	asapp: asappOperations,
};

function implementation(type: NodeCase['type'], parameters: Record<string, unknown>): Operation {
	const found = IMPLEMENTATIONS[type].find(
		({ resource, operation }) =>
			resource.value === parameters.resource && operation === parameters.operation,
	);
	if (!found) throw new Error(`${type} has no such operation`);
	return found;
}
