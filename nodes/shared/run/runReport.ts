import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { toErrorItem, toNodeError, type Failure } from '../api/failure';

/** What became of each item of one run. Every item ends here exactly once. */
export class RunReport {
	/** Output items, in input order. */
	readonly items: INodeExecutionData[];

	private sent = 0;

	private failures = 0;

	private firstFailure: { index: number; failure: Failure } | undefined;

	private readonly warnings = new Set<string>();

	constructor(
		private readonly node: INode,
		private readonly total: number,
	) {
		this.items = new Array<INodeExecutionData>(total);
	}

	get hasFailure(): boolean {
		return this.firstFailure !== undefined;
	}

	/** How far the run came, as a sentence. */
	get progress(): string {
		if (this.sent === 0) return 'No item was sent.';
		return `${this.sent} of ${this.total} items were sent before the run stopped.`;
	}

	succeeded(index: number, json: IDataObject): void {
		this.sent++;
		this.items[index] = { json, pairedItem: { item: index } };
	}

	/** Shows what would be sent; counts as neither sent nor failed. */
	dryRun(index: number, request: IDataObject): void {
		this.items[index] = { json: { dryRun: true, request }, pairedItem: { item: index } };
	}

	failed(index: number, failure: Failure): void {
		this.failures++;
		this.firstFailure ??= { index, failure };
		this.items[index] = toErrorItem(this.node, failure, index);
	}

	/** Something the user should know although nothing failed; the same text is shown once. */
	warn(warning: string | undefined): void {
		if (warning) this.warnings.add(warning);
	}

	/**
	 * The error that ends a run in "Stop Workflow" mode: the first failure, and what was done before it.
	 *
	 * @throws {NodeApiError | NodeOperationError} when there was a failure.
	 */
	throwFirstFailure(): void {
		if (!this.firstFailure) return;
		const { index, failure } = this.firstFailure;
		const hint = `${failure.hint} ${this.progress}`;
		throw toNodeError(this.node, { ...failure, hint }, index);
	}

	/** Shows one line above the output when there is something to say; nothing when all is plain. */
	showHints(context: IExecuteFunctions, sending: { retries: number; pausedMs: number }): void {
		const facts = [
			this.failures > 0 && `${this.failures} failed`,
			sending.retries > 0 && `${sending.retries} retried`,
			sending.pausedMs >= 1000 &&
				`waited ${Math.round(sending.pausedMs / 1000)} s for the rate limit`,
		].filter((fact) => fact !== false);
		const counted = `${this.sent} of ${this.total} sent`;
		if (facts.length > 0)
			this.warnings.add([`${counted}, ${facts[0]}`, ...facts.slice(1)].join(' · '));
		if (this.warnings.size === 0) return;
		// Older versions of n8n have no execution hints.
		context.addExecutionHints?.({
			message: [...this.warnings].join(' '),
			location: 'outputPane',
			type: this.failures > 0 ? 'warning' : 'info',
		});
	}
}
