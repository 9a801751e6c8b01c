// Evaluates parameters in the isolate of an installed n8n. A process of its own, as Jest cannot load it.
// Arguments: the folder of node_modules, a file with the serialized list of [parameter, json] pairs, a
// file for the values, in the same order; undefined where n8n refused.
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const v8 = require('node:v8');

const [packages, pairsFile, valuesFile] = process.argv.slice(2);
const { Expression, Workflow } = createRequire(`${packages}/n8n-core/package.json`)('n8n-workflow');

const node = {
	id: '1',
	name: 'Node',
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const nodeType = {
	description: { name: 'test', properties: [], inputs: ['main'], outputs: ['main'] },
};
const nodeTypes = { getByName: () => nodeType, getByNameAndVersion: () => nodeType };

async function main() {
	await Expression.initExpressionEngine({
		engine: 'vm',
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
	});
	if (Expression.getActiveImplementation() !== 'vm') throw new Error('This n8n has no isolate');
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate();
	const values = v8.deserialize(readFileSync(pairsFile)).map(([parameter, json]) => {
		try {
			const items = [{ json }];
			return workflow.expression.getParameterValue(
				...[parameter, null, 0, 0, 'Node', items, 'manual', {}],
			);
		} catch {
			return undefined;
		}
	});
	writeFileSync(valuesFile, v8.serialize(values));
	await workflow.expression.releaseIsolate();
	await Expression.disposeExpressionEngine();
}

void main();
