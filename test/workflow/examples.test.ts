import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WorkflowJson } from '../engine/engine';
import { useSandbox } from '../engine/sandboxRuns';

const FOLDER = join(__dirname, '../../examples/workflows');
const PACK = 'n8n-nodes-vambe-asapp.';

interface Example extends WorkflowJson {
	name: string;
	meta: { demo: { requests: number; failed: number; needs?: string } };
}

const read = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Example;

/** Those that need n8n's own AI nodes, or to be called, run elsewhere: see test/e2e. */
const files = readdirSync(FOLDER).filter(
	(file) => file.endsWith('.json') && read(file).meta.demo.needs === undefined,
);

describe('the example workflows', () => {
	const runs = useSandbox();

	it('are there', () => {
		expect(files.length).toBeGreaterThanOrEqual(9);
	});

	it.each(files)('%s does what it says', async (file) => {
		const example = read(file);
		const { data } = await runs.runJson(example);
		expect(data.resultData.error).toBeUndefined();

		const { requests, failed } = example.meta.demo;
		expect(runs.sandbox.state().traffic.accepted).toBe(requests);
		const own = example.nodes.filter(({ type }) => type.startsWith(PACK));
		const outputs = own.flatMap(({ name }) => data.resultData.runData[name] ?? []);
		expect(outputs.length).toBeGreaterThanOrEqual(own.length);
		const errors = outputs
			.flatMap((task) => task.data?.main?.flat() ?? [])
			.filter((item) => item && 'error' in item.json);
		expect(errors).toHaveLength(failed);
	});
});
