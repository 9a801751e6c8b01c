import { randomUUID } from 'node:crypto';

import type { IExecuteFunctions, INode } from 'n8n-workflow';

import type { Item } from '../fields/field';
import { Parameters } from './parameters';

/**
 * Whether an AI agent calls the node: n8n makes a second node type of each node that can be a tool, and
 * names it so.
 */
export function isTool({ type }: Pick<INode, 'type'>): boolean {
	return type.endsWith('Tool');
}

/** The items of one run, as fields and operations see them. */
export class RunItems {
	private readonly parameters: Parameters;

	private readonly node: INode;

	private runPlace: string | undefined;

	constructor(private readonly context: IExecuteFunctions) {
		this.node = context.getNode();
		this.parameters = new Parameters(context);
	}

	/** What the user expected in the items, and no item had so far: one sentence each. */
	readonly warnings = new Set<string>();

	private readonly found = new Set<string>();

	item(index: number): Item {
		const place = (): string => this.place(index);
		return {
			index,
			json: this.context.getInputData()[index]?.json ?? {},
			parameter: (name) => this.parameters.read(name, index),
			parsed: (name, parse) => this.parameters.parsed(name, index, parse),
			stands: (text, name) => this.parameters.stands(text, name, index),
			template: (name) => this.parameters.template(name, index),
			expects: (isThere, warning) => this.expects(isThere, warning),
			timezone: this.parameters.timezone,
			get place() {
				return place();
			},
			fromAgent: this.fromAgent,
		};
	}

	private get fromAgent(): boolean {
		return isTool(this.node);
	}

	private expects(isThere: boolean, warning: string): void {
		if (this.found.has(warning)) return;
		if (!isThere) this.warnings.add(warning);
		else {
			this.found.add(warning);
			this.warnings.delete(warning);
		}
	}

	/**
	 * The same when n8n's "Retry On Fail" repeats the run, and nowhere else in the world. What an agent
	 * or an MCP client calls has no execution of its own, or shares one: each call is a place of its own.
	 */
	private place(index: number): string {
		this.runPlace ??= JSON.stringify([
			this.context.getInstanceId(),
			this.context.getWorkflow().id,
			this.node.id,
			this.node.name,
			this.executionId,
			Number(this.context.evaluateExpression('{{ $runIndex }}', 0)),
		]);
		return `${this.runPlace.slice(0, -1)},${index}]`;
	}

	private get executionId(): string {
		const id: string | undefined = this.context.getExecutionId();
		return id === undefined || id === '' || this.fromAgent ? randomUUID() : id;
	}
}
