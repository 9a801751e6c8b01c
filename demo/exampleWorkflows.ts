import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { OpenAiTurn } from '../sandbox';
import type { WorkflowJson } from '../n8n/workflow';
import { projectFolder } from '../n8n/paths';

const examplesFolder = path.join(projectFolder, 'examples', 'workflows');

export interface ExampleWorkflow {
	/** File name without its ending. */
	file: string;
	workflow: WorkflowJson;
	/** What a run must do; absent: at least one accepted request and no failed item. */
	expected?: Expectation;
}

/** The `meta.demo` entry of an example workflow. */
export interface Expectation {
	/** Requests the sandbox must have accepted. */
	requests: number;
	/** Items that must have left this pack's nodes as failed. */
	failed: number;
	/**
	 * What the workflow needs beside n8n's own nodes and this pack: `ai`, a chat model; `webhook`, a
	 * call from outside, so that it cannot be run by hand.
	 */
	needs?: 'ai' | 'webhook';
	/** What the sandbox's chat model says during the run. */
	chat?: OpenAiTurn[];
}

/**
 * Reads all example workflows, in the order of their file names.
 *
 * @throws when there are none, or one is not JSON
 */
export async function readExamples(): Promise<ExampleWorkflow[]> {
	const files = (await readdir(examplesFolder)).filter((file) => file.endsWith('.json')).sort();
	if (files.length === 0) throw new Error(`No workflows in ${examplesFolder}`);
	return await Promise.all(
		files.map(async (file) => {
			const text = await readFile(path.join(examplesFolder, file), 'utf8');
			const workflow = JSON.parse(text) as WorkflowJson & { meta?: { demo?: Expectation } };
			return { file: path.basename(file, '.json'), workflow, expected: workflow.meta?.demo };
		}),
	);
}
