import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { nodeWith, type OperationCase, type Parameters } from '../cases';
import { byId, type NodeCase } from '../engine/nodeCase';
import { propertiesOf } from '../engine/operations';

/** Where a value stands among the parameters of a node: by itself, or in a collection. */
export interface Place {
	field: INodeProperties;
	/** Name of the collection that it is in. */
	inside?: string;
}

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;
type Matches = (field: INodeProperties, inside?: string) => boolean;

/** A value as a language model writes it, beside the one that it means. */
export interface Oddity {
	name: string;
	/** Whether it is taken for what it means, or the agent is told what is wrong with it. */
	fate: 'taken' | 'told';
	/** Which field of an operation to try it in, the first one that matches. */
	matches: Matches;
	/** Left out where it means the sample of the operation's case. */
	means?: unknown;
	odd(means: unknown): unknown;
}

const LISTS: Readonly<Record<string, unknown>> = {
	tagIds: [1, 5],
	tags: ['vip', 'spring campaign'],
	variables: ['Maria', '10:30'],
	languages: ['en', 'es'],
};

const isRequiredText: Matches = ({ type, required, name }) =>
	required === true && (type === 'string' || type === 'resourceLocator') && !(name in LISTS);

const list = (name: string): Oddity => ({
	name: 'a list as JSON text',
	fate: 'taken',
	matches: (field) => field.name === name,
	means: LISTS[name],
	odd: (means) => JSON.stringify(means),
});

const fencedList = (name: string): Oddity => ({
	...list(name),
	name: 'the same between ```',
	odd: (means) => `\`\`\`json\n${JSON.stringify(means)}\n\`\`\``,
});

/** Cut at its commas, its pieces would be stored. */
const objectForList = (name: string): Oddity => ({
	...list(name),
	name: 'an object for a list',
	fate: 'told',
	odd: (means) => JSON.stringify({ list: means }),
});

/** Values as models give them. Those of one name are one column. */
export const ODDITIES: readonly Oddity[] = [
	{
		name: 'blanks around a text',
		fate: 'taken',
		matches: isRequiredText,
		odd: (means) => `  ${String(means)}\n`,
	},
	{
		name: 'a number as text',
		fate: 'taken',
		matches: ({ type }) => type === 'number',
		means: 7,
		odd: String,
	},
	{
		name: '"true" as text',
		fate: 'taken',
		matches: ({ type, name }) => type === 'boolean' && name !== 'dryRun',
		means: true,
		odd: String,
	},
	...Object.keys(LISTS).flatMap((name) => [
		list(name),
		// A text of a template may hold anything.
		...(name === 'variables' ? [] : [fencedList(name)]),
		objectForList(name),
	]),
	{
		name: 'an object as JSON text',
		fate: 'taken',
		matches: ({ type }) => type === 'json',
		means: { plan: 'premium', seats: 12 },
		odd: (means) => JSON.stringify(means),
	},
	{
		name: 'an optional value left out',
		fate: 'taken',
		matches: ({ type }, inside) => inside !== undefined && type === 'string',
		means: '',
		odd: () => undefined,
	},
	{
		name: 'the word "undefined"',
		fate: 'told',
		matches: isRequiredText,
		odd: () => 'undefined',
	},
	{
		name: 'a choice that does not exist',
		fate: 'told',
		matches: ({ type, noDataExpression }) => type === 'options' && noDataExpression !== true,
		odd: () => 'carrier-pigeon',
	},
];

/** The first field of an operation that matches; its own stand before those in collections. */
export function placeIn(one: OperationCase, { matches }: Oddity): Place | undefined {
	const own = propertiesOf(one);
	const places = [
		...own.map((field): Place => ({ field })),
		...own
			.filter(({ type }) => type === 'collection')
			.flatMap(({ name, options = [] }) =>
				options.filter(isField).map((field): Place => ({ field, inside: name })),
			),
	];
	return places.find(({ field, inside }) => matches(field, inside) && canShow(field, one));
}

function isField(one: Entry): one is INodeProperties {
	return 'type' in one;
}

/** The choices that show a field, but for those of resource and operation. */
function choicesFor({ displayOptions }: INodeProperties): Array<[string, unknown[]]> {
	return Object.entries((displayOptions?.show ?? {}) as Record<string, unknown[]>).filter(
		([name]) => name !== 'resource' && name !== 'operation',
	);
}

/** A mode of metadata can be changed; which channel a case is about cannot. */
function canShow(field: INodeProperties, { parameters }: OperationCase): boolean {
	return choicesFor(field).every(
		([name, values]) =>
			name.endsWith('Mode') || !(name in parameters) || values.includes(parameters[name]),
	);
}

const ARGUMENT = "={{ $fromAI('argument', '', 'json') }}";

/** The node of a case with an argument of the agent in this place. It shows the request and sends nothing. */
export function toolWith(one: OperationCase, { field, inside }: Place): NodeCase {
	const value = field.type === 'resourceLocator' ? byId(ARGUMENT) : ARGUMENT;
	const parameters: Parameters = {
		...Object.fromEntries(broughtBy(field, one).map((name) => [name, 'x'])),
		...one.parameters,
		...Object.fromEntries(choicesFor(field).map(([name, [choice]]) => [name, choice])),
		options: { ...one.options, dryRun: true },
	};
	const own = { [field.name]: value };
	if (inside === undefined) return nodeWith(one, { ...parameters, ...own });
	return nodeWith(one, { ...parameters, [inside]: { ...(parameters[inside] as object), ...own } });
}

/** Required fields that a choice shows: with an expression in it, n8n shows those of all its options. */
function broughtBy({ name }: INodeProperties, one: OperationCase): string[] {
	return propertiesOf(one)
		.filter((field) => field.required && choicesFor(field).some(([choice]) => choice === name))
		.map((field) => field.name);
}

/** The value of a field in the item of the case whose `id` this is. */
export function sampleOf(
	{ parameters }: OperationCase,
	{ field, inside }: Place,
	id: string,
): unknown {
	const all = inside === undefined ? parameters : parameters[inside];
	const one = (all as Parameters | undefined)?.[field.name];
	const value = typeof one === 'object' && one !== null && 'value' in one ? one.value : one;
	return value === '={{ $json.id }}' ? id : value;
}
