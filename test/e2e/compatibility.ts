import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { N8nVersion } from '../../n8n/versions';
import { projectFolder } from '../../n8n/paths';
import { documented, markdownTable } from '../support/documentedTable';
import type { Checks } from './checks';

const INSTALL_PAGE = path.join(projectFolder, 'docs/install.md');

const COLUMNS = [
	'Loads and accepts keys',
	'Examples',
	'Errors and retries',
	'No key in its files',
	'Workflow and fault tests',
	'Active workflows',
	'Editor',
] as const;

export type Column = (typeof COLUMNS)[number];

/** What was checked with which version, for the table in docs/install.md. */
export class Compatibility {
	private readonly results = new Map<string, string>();

	constructor(
		private readonly checks: Checks,
		/** Node's major version by n8n version. */
		private readonly nodes: ReadonlyMap<N8nVersion, string>,
	) {}

	/** Runs checks; none of them may fail for the column to say "passed". */
	async column(version: N8nVersion, column: Column, run: () => Promise<void>): Promise<void> {
		const failedBefore = this.checks.failed;
		await run();
		const passed = this.checks.failed === failedBefore;
		this.results.set(`${version} ${column}`, passed ? 'passed' : 'FAILED');
	}

	/** Checks that the page says the same, or writes it there. Its Node is that of `.nvmrc`. */
	async compareWithPage(): Promise<void> {
		const reference = readFileSync(path.join(projectFolder, '.nvmrc'), 'utf8').trim();
		if (process.versions.node.split('.', 1)[0] !== reference) {
			console.log(`The table in docs/install.md is of Node ${reference}; not compared`);
			return;
		}
		const rows = [...this.nodes].map(([version, node]) => [
			version,
			node,
			...COLUMNS.map((column) => this.results.get(`${version} ${column}`) ?? 'not run'),
		]);
		const measured = markdownTable(['n8n', 'Node', ...COLUMNS], rows);
		await this.checks.run('docs/install.md says which versions were tested', async () =>
			assert.equal(documented(INSTALL_PAGE, 'versions', measured), measured),
		);
	}
}
