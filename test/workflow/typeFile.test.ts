import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import {
	generateNodeTypeFile,
	planSplitVersionSchemaFiles,
	setSchemaBaseDirs,
	validateNodeConfig,
} from '@n8n/workflow-sdk';
import type { INodeTypeDescription } from 'n8n-workflow';

import { Asapp } from '../../nodes/Asapp/Asapp.node';
import { Vambe } from '../../nodes/Vambe/Vambe.node';
import { VambeTrigger } from '../../nodes/Vambe/VambeTrigger.node';
import { itemsFor, named, nodeWith, OPERATION_CASES, type OperationCase } from '../cases';
import { useSandbox } from '../engine/sandboxRuns';
import { requiredParameters, operationsIn, type OperationTypes } from '../support/typeFile';

const PACK = 'n8n-nodes-vambe-asapp';
const sandbox = useSandbox();

/** As n8n calls it once the pack is installed. */
const installed = (node: INodeTypeDescription) => ({ ...node, name: `${PACK}.${node.name}` });
const NODES = [new Vambe(), new Asapp(), new VambeTrigger()].map(({ description }) =>
	installed(description),
);
const FILES = new Map(NODES.map((node) => [node.name, generateNodeTypeFile(node as never)]));
const OPERATIONS: ReadonlyMap<string, readonly OperationTypes[]> = new Map(
	[...FILES].map(([name, file]) => [name, operationsIn(file)]),
);

/**
 * Characters of the file that n8n gives a builder, a language model mostly, for each node. More than
 * half of it no text of ours can shorten: n8n repeats every field with every operation, the options too.
 */
const LONGEST: Readonly<Record<string, number>> = {
	vambe: 41_000,
	asapp: 15_500,
	vambeTrigger: 1_200,
};

it.each([...FILES])('the type file of %s is no longer than it need be', (name, file) => {
	expect(file.length).toBeLessThanOrEqual(LONGEST[name.slice(PACK.length + 1)] ?? 0);
});

/** What a builder sets. A list that people pick from takes no expression in n8n's types. */
function samplesOf({ parameters }: OperationCase): Record<string, unknown> {
	return { ...parameters, ...('tagIds' in parameters && { tagIds: ['1', '5'] }) };
}

/** The types of one operation, by what its case is called after. */
function typesOf({ node, resource, operation }: OperationCase): OperationTypes {
	const found = OPERATIONS.get(`${PACK}.${node}`)?.find(
		(one) => one.resource === resource && one.operation === operation,
	);
	if (!found) throw new Error(`The type file has no ${resource}/${operation}`);
	return found;
}

describe.each(named())('%s, built from nothing but its types', (_name, one) => {
	it('says of every field that an item cannot go without that it is required', () => {
		const { fields } = typesOf(one);
		const unsaid = Object.keys(one.required).filter(
			(name) => fields.find((field) => field.name === name)?.isRequired !== true,
		);
		expect(unsaid).toEqual([]);
	});

	it('passes the validation of n8n, and does its work', async () => {
		const parameters = requiredParameters(typesOf(one), samplesOf(one));
		expect(problemsOf(one, parameters)).toEqual([]);
		const { error, items } = await sandbox.run(nodeWith(one, parameters), itemsFor(one, 1));
		expect(error).toBeUndefined();
		expect(items).not.toEqual([]);
	});

	it('does not pass it with a value of another kind', () => {
		const parameters = requiredParameters(typesOf(one), samplesOf(one));
		expect(problemsOf(one, { ...parameters, options: { timeout: [] } })).not.toEqual([]);
	});
});

it('every operation has its types', () => {
	const withTypes = [...OPERATIONS.values()].flat().length;
	expect(withTypes).toBe(OPERATION_CASES.length);
});

let schemas: string;

/** n8n checks by schemas that it makes in the same way; it has them on its disk for its own nodes only. */
beforeAll(() => {
	schemas = mkdtempSync(join(tmpdir(), 'node-definitions-'));
	for (const node of NODES.filter(({ name }) => (OPERATIONS.get(name) ?? []).length > 0)) {
		for (const [file, code] of planSplitVersionSchemaFiles(node as never, 1)) {
			const place = join(schemas, 'nodes', ...node.name.split('.'), 'v1', file);
			mkdirSync(dirname(place), { recursive: true });
			writeFileSync(place, code);
		}
	}
	setSchemaBaseDirs([schemas]);
});

afterAll(() => rmSync(schemas, { recursive: true, force: true }));

/** What n8n's `validate_node` says. */
function problemsOf(one: OperationCase, parameters: Record<string, unknown>): unknown[] {
	const { resource, operation } = one;
	const config = { parameters: { resource, operation, ...parameters } };
	return validateNodeConfig(`${PACK}.${one.node}`, 1, config).errors;
}
