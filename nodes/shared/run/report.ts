import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { isTool } from '../n8n/item';
import { itemMessage, toErrorItem, toNodeError } from '../n8n/showFailure';
import { showHint } from '../n8n/showHint';
import type { Failure } from '../values/failure';

export interface RunReportOptions {
	/** The input items. */
	inputs: readonly INodeExecutionData[];
	/** Whether the node is set to stop on errors. */
	stopOnError: boolean;
}

/** What became of each item of one run. Every item ends here exactly once. */
export class RunReport {
	/** Number of input items. */
	readonly total: number;

	private readonly inputs: readonly INodeExecutionData[];

	/**
	 * Whether the first failure ends the run. Never as a tool: a call that fails is an answer, which the
	 * agent reads and mends. What is thrown ends the whole workflow in n8n 2.4.
	 */
	readonly stopOnError: boolean;

	/** What each input item became, by its index. */
	private readonly outputs: INodeExecutionData[][];

	private done = 0;

	/** Items that failed. */
	failures = 0;

	/** Those of them that must not happen twice, and may have happened. */
	private inDoubt = 0;

	private firstFailure: { index: number; failure: Failure } | undefined;

	private readonly warnings = new Set<string>();

	constructor(
		private readonly node: INode,
		{ inputs, stopOnError }: RunReportOptions,
	) {
		this.inputs = inputs;
		this.total = inputs.length;
		this.stopOnError = stopOnError && !isTool(node);
		this.outputs = new Array<INodeExecutionData[]>(this.total);
	}

	/** Output items, in the order of their input items. */
	get items(): INodeExecutionData[] {
		return this.outputs.flat();
	}

	/** Items that are done or failed. */
	get ended(): number {
		return this.done + this.failures;
	}

	/** Whether nothing more shall be sent, because an item failed and that ends the run. */
	get mustStop(): boolean {
		return this.stopOnError && this.firstFailure !== undefined;
	}

	/** How far the run came, in sentences. */
	get progress(): string {
		const done =
			this.done === 0
				? 'No items were completed.'
				: `${this.done} of ${this.total} items were done before the run stopped.`;
		if (this.inDoubt === 0) return done;
		const items = this.inDoubt === 1 ? '1 item' : `${this.inDoubt} items`;
		return `${done} ${items} may have been carried out all the same.`;
	}

	/** @param outputs one for a write, as many as there are for a read. */
	succeeded(index: number, outputs: IDataObject[]): void {
		this.done++;
		this.outputs[index] = outputs.map((json) => ({ json, pairedItem: { item: index } }));
	}

	/** Shows what would be sent; counts as neither done nor failed. */
	dryRun(index: number, request: IDataObject): void {
		this.outputs[index] = [{ json: { dryRun: true, request }, pairedItem: { item: index } }];
	}

	/** Fails those of these items, by default of all, of which it is not known yet what became. */
	failRest(failure: Failure, indexes: Iterable<number> = this.inputs.keys()): void {
		for (const index of indexes) if (!this.outputs[index]) this.failed(index, failure);
	}

	/** @param mayHaveHappened of what must not happen twice: whether it may have happened all the same. */
	failed(index: number, failure: Failure, mayHaveHappened = false): void {
		this.failures++;
		if (mayHaveHappened) this.inDoubt++;
		this.firstFailure ??= { index, failure };
		// The input of a tool is what the agent has just said, and the conversation beside it.
		const input = (!isTool(this.node) && this.inputs[index]) || { json: {} };
		this.outputs[index] = [toErrorItem(this.node, failure, index, input)];
	}

	/** Something the user should know although nothing failed; the same text is shown once. */
	warn(warning: string | undefined): void {
		if (warning) this.warnings.add(warning);
	}

	/**
	 * Ends the run when an item failed and the node is set to stop on errors.
	 *
	 * @throws {NodeApiError | NodeOperationError} the first failure, and what was done before it.
	 */
	stopIfFailed(): void {
		if (!this.stopOnError || !this.firstFailure) return;
		const { index, failure } = this.firstFailure;
		const hint = `${failure.hint} ${this.progress}`;
		throw toNodeError(this.node, { ...failure, hint }, { index, total: this.total });
	}

	private get firstMessage(): string {
		if (!this.firstFailure) return '';
		const { index, failure } = this.firstFailure;
		return itemMessage(failure, { index, total: this.total });
	}

	/** Shows one line above the output when there is something to say; nothing when all is plain. */
	showHints(context: IExecuteFunctions, sending: { retries: number; pausedMs: number }): void {
		const facts = [
			this.failures > 0 && `${this.failures} failed (first: ${this.firstMessage})`,
			sending.retries > 0 && `${sending.retries} retried`,
			sending.pausedMs >= 1000 &&
				`waited ${Math.round(sending.pausedMs / 1000)} s for the rate limit`,
		].filter((fact) => fact !== false);
		const counted = `${this.done} of ${this.total} done`;
		if (facts.length > 0)
			this.warnings.add([`${counted}, ${facts[0]}`, ...facts.slice(1)].join(' · '));
		if (this.warnings.size === 0) return;
		showHint(context, [...this.warnings].join(' '), this.failures > 0 ? 'warning' : 'info');
	}
}
