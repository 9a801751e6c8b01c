import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { outputOf, type WorkflowJson } from '../engine/engine';
import { useSandbox } from '../engine/sandboxRuns';

const FILE = join(__dirname, '../../examples/workflows/which-body-does-my-account-take.json');
const example = JSON.parse(readFileSync(FILE, 'utf8')) as WorkflowJson;

/** The open question of D5, asked of both servers that the reference could mean. */
describe('D5: Which Body Does My Account Take?', () => {
	const runs = useSandbox();

	async function verdict(): Promise<unknown> {
		const run = await runs.runJson(example);
		expect(run.data.resultData.error).toBeUndefined();
		const [item, ...others] = outputOf(run, 'Verdict');
		expect(others).toEqual([]);
		return item?.json;
	}

	it('tells a server that takes the fields themselves', async () => {
		runs.sandbox.configure({ contactMetadataShape: 'flat' });
		expect(await verdict()).toEqual({
			verdict: 'Your account takes the flat body.',
			whatToDo: 'Leave Wrap Metadata off, as it is by default.',
		});
	});

	it('tells a server that takes them inside an object', async () => {
		runs.sandbox.configure({ contactMetadataShape: 'wrapped' });
		expect(await verdict()).toEqual({
			verdict: 'Your account takes the wrapped body.',
			whatToDo: 'Turn on Wrap Metadata in the options of every Update Metadata of a contact.',
		});
	});

	it('is not misled by what an earlier run left behind', async () => {
		runs.sandbox.configure({ contactMetadataShape: 'flat' });
		await verdict();
		runs.sandbox.configure({ contactMetadataShape: 'wrapped' });
		expect(await verdict()).toMatchObject({ verdict: 'Your account takes the wrapped body.' });
	});

	it('makes no guess when both are refused', async () => {
		runs.sandbox.failNext({ match: { path: 'update-metadata' }, status: 400, times: 2 });
		expect(await verdict()).toMatchObject({ verdict: 'Neither field came back.' });
	});
});
