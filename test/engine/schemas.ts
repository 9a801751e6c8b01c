import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SERVICES, type NodeName } from '../cases/services';
import type { OfferedOperation } from './operations';

const NODES = join(__dirname, '../../nodes');

/** What the editor is told of an operation's output. */
export interface OutputSchema {
	type: string;
	properties: Record<string, { type: string }>;
}

const folderOf = (node: string): string => SERVICES[node as NodeName].folder;

/** Where the schema of an operation lies, below the folder of the nodes. */
export const schemaFile = ({ node, resource, operation }: OfferedOperation): string =>
	`${folderOf(node)}/__schema__/v1.0.0/${resource}/${operation}.json`;

/** That of the trigger: a node without operations has one beside its folder (n8n: `resolveSchema`). */
export const TRIGGER_SCHEMA = 'Vambe/__schema__/v1.0.0.json';

/** @throws when there is none, or when it is no JSON. */
export const schemaIn = (file: string): OutputSchema =>
	JSON.parse(readFileSync(join(NODES, file), 'utf8')) as OutputSchema;

export const schemaOf = (operation: OfferedOperation): OutputSchema =>
	schemaIn(schemaFile(operation));

/** Every schema there is, whether or not an operation goes with it. */
export const schemaFiles = (): string[] =>
	readdirSync(NODES, { recursive: true, encoding: 'utf8' })
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => file.includes('/__schema__/') && file.endsWith('.json'))
		.sort();
