import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { Fault } from '../../sandbox';
import type { NodeCase } from '../engine/nodeCase';
import type { CaseItem, HostileTarget, OperationCase, Parameters } from './operationCase';
import { NODE_NAMES, SERVICES, type NodeName } from './services';

export type * from './operationCase';
export { NODE_NAMES, SERVICES, type NodeName };

const load = createRequire(__filename);

/** Where an operation stands in the editor, in `__schema__` and here: node, resource, operation. */
export function keyOf(one: Record<'node' | 'resource' | 'operation', string>): string {
	return `${one.node}/${one.resource}/${one.operation}`;
}

function readCase(file: string): OperationCase {
	const { operationCase } = load(join(__dirname, file)) as { operationCase?: OperationCase };
	if (!operationCase) throw new Error(`test/cases/${file} exports no operationCase`);
	if (`${keyOf(operationCase)}.ts` !== file) {
		throw new Error(`test/cases/${file} is the case of ${keyOf(operationCase)}`);
	}
	return operationCase;
}

/** Every operation that has a case, sorted by its path. */
export const OPERATION_CASES: readonly OperationCase[] = NODE_NAMES.flatMap((node) =>
	readdirSync(join(__dirname, node), { recursive: true, encoding: 'utf8' })
		.map((file) => `${node}/${file.replaceAll('\\', '/')}`)
		.filter((file) => /^\w+\/\w+\/\w+\.ts$/.test(file)),
)
	.sort()
	.map(readCase);

/**
 * The case of one operation, for tests that are about this one.
 *
 * @param key e.g. `vambe/customer/upsert`
 * @throws when it has none.
 */
export function caseOf(key: string): OperationCase {
	const found = OPERATION_CASES.find((one) => keyOf(one) === key);
	if (!found) throw new Error(`${key} has no case: test/cases/${key}.ts`);
	return found;
}

/** The operation that stands for a service, see {@link SERVICES}. */
export const representativeOf = (node: NodeName): OperationCase =>
	caseOf(SERVICES[node].representative);

/** Cases with their names in front, as `it.each` shows them. */
export const named = (
	cases: readonly OperationCase[] = OPERATION_CASES,
): Array<readonly [string, OperationCase]> => cases.map((one) => [one.name, one]);

/**
 * How requests of an operation go: what is stored keeps its order and may be sent again or not, a list
 * goes on page by page.
 */
function kindOf(one: OperationCase): string {
	if (one.order) return `${one.node}: ${mayRepeat(one) ? 'write' : 'once'}`;
	return `${one.node}: ${Array.isArray(one.output(one.id(0))) ? 'list' : 'read'}`;
}

/**
 * One operation for each kind of way that requests go, in place of all: for tests of that way, which
 * knows no operation. What an operation says itself is tried with every one.
 */
export const EACH_KIND: readonly OperationCase[] = [
	...new Map(
		[...OPERATION_CASES, ...NODE_NAMES.map(representativeOf)].map((one) => [kindOf(one), one]),
	).values(),
];

/** Whether a request that may have arrived is sent again. */
export function mayRepeat({ idempotent }: OperationCase): boolean {
	return idempotent !== false;
}

/** Cases that have this optional part, with a type that says so. */
export function casesWith<Part extends 'metadataBlock' | 'order' | 'batch' | 'idParameter'>(
	part: Part,
): Array<OperationCase & Required<Pick<OperationCase, Part>>> {
	return OPERATION_CASES.filter(
		(one): one is OperationCase & Required<Pick<OperationCase, Part>> => one[part] !== undefined,
	);
}

/** The node as it is set up in the editor, with other parameters beside or in place of the case's own. */
export function nodeWith(
	{ node, resource, operation }: Pick<OperationCase, 'node' | 'resource' | 'operation'>,
	parameters: Parameters,
): NodeCase {
	return { type: node, parameters: { resource, operation, ...parameters } };
}

/** The node of a case with these options. */
export const nodeOf = (one: OperationCase, options: Parameters = {}): NodeCase =>
	nodeWith(one, { ...one.parameters, options: { ...one.options, ...options } });

/** Items for a case, each for a record of its own, with a value that tells them apart. */
export function itemsFor(one: OperationCase, count: number): Array<CaseItem & Parameters> {
	return Array.from({ length: count }, (_, index) => ({
		id: one.id(index),
		value: `value-${index}.`,
	}));
}

/** Which requests carry the item of this number, for faults. */
export const matchOf = (one: OperationCase, number: number): NonNullable<Fault['match']> =>
	one.request.match({ id: one.id(number), value: `value-${number}.` });

/** What comes out for an item, as a list in any case. */
export const outputsOf = (one: OperationCase, id: string): Parameters[] => [one.output(id)].flat();

/** How messages call the field that `id` fills. */
export function idFieldOf({ idParameter = '', required }: OperationCase): string {
	const field = required[idParameter];
	if (field === undefined) throw new Error(`No required field is called "${idParameter}"`);
	return field;
}

/** Every hostile target of every operation. */
export const TARGETS: ReadonlyArray<readonly [HostileTarget, OperationCase]> =
	OPERATION_CASES.flatMap((one) => one.hostile.map((target) => [target, one] as const));
