import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

const ROOT = join(__dirname, '../..');
const load = createRequire(__filename);

/** The sources of the nodes that package.json gives to n8n, e.g. `nodes/Vambe/Vambe.node.ts`. */
function nodeFiles(): string[] {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	return n8n.nodes.map((built) => built.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
}

function instance(file: string): INodeType {
	const className = basename(file, '.node.ts');
	const module = load(join(ROOT, file)) as Record<string, new () => INodeType>;
	const Node = module[className];
	if (!Node) throw new Error(`${file} exports no class ${className}`);
	return new Node();
}

/** Every node of the pack by its name, e.g. `vambe`. A node that package.json names is in it. */
export const PACK_NODES: ReadonlyMap<string, INodeType> = new Map(
	nodeFiles()
		.map(instance)
		.map((node) => [node.description.name, node]),
);

/** @throws when the pack has no node of this name. */
export function packNode(name: string): INodeType {
	const node = PACK_NODES.get(name);
	if (!node) throw new Error(`The pack has no node "${name}"`);
	return node;
}
