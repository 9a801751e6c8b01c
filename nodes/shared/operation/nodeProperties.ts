import type { INodeProperties } from 'n8n-workflow';

import type { Service } from '../api/client';
import { propertiesOf } from '../fields/field';
import { notice } from '../fields/notice';
import type { Operation } from './operation';
import { optionsOf } from './options';

const forAgents = notice(
	'Let the model fill in what a chat can tell, by the button beside a field. Type what it cannot know, such as your own number and IDs of your account. For metadata choose the mode JSON, where it can fill in names and values.',
);

function shownInTools(property: INodeProperties): INodeProperties {
	return { ...property, displayOptions: { show: { '@tool': [true] } } };
}

/**
 * The parameters of a node, made from its operations: resource, operation, and for each operation its
 * fields and options.
 */
export function nodeProperties(
	service: Service,
	operations: readonly Operation[],
): INodeProperties[] {
	const defaultResource = operations[0]?.resource.value;
	const resources = new Map(operations.map(({ resource }) => [resource.value, resource]));
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			default: defaultResource,
			options: [...resources.values()].sort(byName),
		},
		...[...resources.keys()].map((resource) => operationChoice(operations, resource)),
		...forAgents.properties('toolNotice').map(shownInTools),
		...operations.flatMap((operation) => ownProperties(service, operation)),
	];
}

/** The text below a node on the canvas, in the editor's own words: "Update Metadata: Contact". */
export function subtitle(operations: readonly Operation[]): string {
	const words = Object.fromEntries(
		operations.map(({ resource, value, name }) => [
			`${resource.value}:${value}`,
			`${name}: ${resource.name}`,
		]),
	);
	return `={{ (${JSON.stringify(words)})[$parameter["resource"] + ":" + $parameter["operation"]] }}`;
}

function ownProperties(service: Service, operation: Operation): INodeProperties[] {
	const { fields, resource, value } = operation;
	const properties = propertiesOf(fields);
	const show = { resource: [resource.value], operation: [value] };
	return [...properties, optionsOf(service, operation).property].map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...show, ...property.displayOptions?.show },
		},
	}));
}

function operationChoice(operations: readonly Operation[], resource: string): INodeProperties {
	const own = operations.filter((operation) => operation.resource.value === resource);
	const defaultOperation = own[0]?.value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: defaultOperation,
		displayOptions: { show: { resource: [resource] } },
		options: own
			.map(({ name, value, action, description }) => ({ name, value, action, description }))
			.sort(byName),
	};
}

function byName<T extends { name: string }>(a: T, b: T): number {
	return a.name.localeCompare(b.name);
}
