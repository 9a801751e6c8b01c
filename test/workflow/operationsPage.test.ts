import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { asappOperations } from '../../nodes/Asapp/operations';
import type { Operation } from '../../nodes/shared/operation/operation';
import { vambeOperations } from '../../nodes/Vambe/operations';
import { caseOf, keyOf, type NodeName } from '../cases';
import { ALL_OPERATIONS } from '../engine/operations';

const PAGE = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');

/** A line of the page's table of operations. */
interface Row {
	node: string;
	operation: string;
	request: string;
	sure: string;
}

const ROWS: readonly Row[] = PAGE.split('\n')
	.map((line) => /^\| (\S+) +\| (.+? → .+?) +\| (.+?) +\| (.*?) +\|$/.exec(line))
	.filter((found) => found !== null)
	.map(([, node = '', operation = '', request = '', sure = '']) => ({
		...{ node, operation, request, sure },
	}));

/** An operation with all that its row must say. */
interface Expected {
	key: string;
	node: string;
	operation: string;
	/** Method and path, then how the path for many begins, where there is one. */
	requests: string[];
}

/** The page calls what stands in a path in plainer words than the contract does. */
const anyParameter = (path: string): string => path.replace(/\{[^}]+\}/g, '{}');

function expectedOf(node: NodeName, displayName: string, one: Operation): Expected {
	const key = keyOf({ node, resource: one.resource.value, operation: one.value });
	const { request, batch } = caseOf(key);
	const single = anyParameter(`\`${request.method} ${request.route}\``);
	const many = batch ? [`\`${batch.route.split('/').at(-1)?.split('-')[0] ?? ''}-…\``] : [];
	return {
		key,
		node: displayName,
		operation: `${one.resource.name} → ${one.name}`,
		requests: [single, ...many],
	};
}

const EXPECTED: readonly Expected[] = [
	...vambeOperations.map((one) => expectedOf('vambe', 'Vambe', one)),
	...asappOperations.map((one) => expectedOf('asapp', 'ASAPP', one)),
];

const rowsOf = ({ node, operation }: Pick<Expected, 'node' | 'operation'>): Row[] =>
	ROWS.filter((row) => row.node === node && row.operation === operation);

it('no operation of the nodes is left out', () => {
	expect(EXPECTED.map(({ key }) => key).sort()).toEqual(ALL_OPERATIONS.map(keyOf).sort());
});

it.each(EXPECTED.map((one) => [one.key, one] as const))(
	'%s has one row in docs/operations.md, with its endpoint and how sure it is',
	(_key, expected) => {
		const rows = rowsOf(expected);
		expect(rows.map(({ operation }) => operation)).toEqual([expected.operation]);
		const [row] = rows;
		const named = (row?.request.match(/`[^`]+`/g) ?? []).map(anyParameter);
		expect(named).toEqual(expected.requests);
		expect(row?.sure).toMatch(/^(Used|Documented)\b/);
	},
);

it('every row of docs/operations.md is that of an operation', () => {
	const known = EXPECTED.map(({ node, operation }) => `${node}: ${operation}`);
	const rows = ROWS.map(({ node, operation }) => `${node}: ${operation}`);
	expect(rows.filter((row) => !known.includes(row))).toEqual([]);
});
