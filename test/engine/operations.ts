import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { asappOperations } from '../../nodes/Asapp/operations';
import { asapp } from '../../nodes/Asapp/service';
import { failureFromError, type Failure } from '../../nodes/shared/values/failure';
import { optionsOf } from '../../nodes/shared/operation/options';
import { itemCheck } from '../../nodes/shared/run/readItems';
import type { Operation } from '../../nodes/shared/operation/operation';
import { vambeOperations } from '../../nodes/Vambe/operations';
import { vambe } from '../../nodes/Vambe/service';
import { itemOf } from '../support/itemOf';
import type { NodeCase } from './nodeCase';
import { PACK_NODES, packNode } from './packNodes';
import type { ApiRequest } from '../../nodes/shared/api/client';

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
				choices(property).map((operation) => ({ node, resource: resource as string, operation })),
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

/** The parts of an operation that its case must have, too, so that the suites try them. */
export function partsOf({ node, resource, operation }: OfferedOperation): {
	order: boolean;
	batch: boolean;
	combine: boolean;
} {
	const { order, batch, merge } = implementationOf(node as NodeCase['type'], resource, operation);
	return { order: order !== undefined, batch: batch !== undefined, combine: merge !== undefined };
}

function implementationOf(node: NodeCase['type'], resource: unknown, value: unknown): Operation {
	const found = IMPLEMENTATIONS[node].operations.find(
		(one) => one.resource.value === resource && one.value === value,
	);
	if (!found) throw new Error(`${node} has no such operation`);
	return found;
}

/** What the pack says about the values of one item, before anything is sent. */
export type Verdict = { request: ApiRequest } | { refusal: Failure };

/** Reads, validates and turns one item into a request, as a run does. */
export function verdictOn({ type, parameters }: NodeCase, json: unknown = {}): Verdict {
	const { service } = IMPLEMENTATIONS[type];
	const operation = implementationOf(type, parameters.resource, parameters.operation);
	const options = optionsOf(service, operation);
	const item = itemOf(parameters, json as IDataObject);
	try {
		options.readRun(item);
		const ready = itemCheck(service, operation, options)(item);
		return { request: operation.request(ready.input, ready.own) };
	} catch (error) {
		return { refusal: failureFromError(error) };
	}
}

const IMPLEMENTATIONS = {
	vambe: { service: vambe, operations: vambeOperations },
	asapp: { service: asapp, operations: asappOperations },
};
