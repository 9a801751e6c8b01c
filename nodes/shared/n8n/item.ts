import type { IExecuteFunctions, INode } from 'n8n-workflow';

import type { Item } from '../fields/field';
import { Parameters } from './parameters';

/** Makes the items of one run for fields and operations. */
export class ItemReader {
	private readonly parameters: Parameters;

	private readonly node: INode;

	private runPlace: string | undefined;

	constructor(private readonly context: IExecuteFunctions) {
		this.node = context.getNode();
		this.parameters = new Parameters(context);
	}

	item(index: number): Item {
		const place = (): string => this.place(index);
		return {
			index,
			json: this.context.getInputData()[index]?.json ?? {},
			parameter: (name) => this.parameters.read(name, index),
			get place() {
				return place();
			},
			fromAgent: false,
		};
	}

	/** The same when n8n's "Retry On Fail" repeats the run. */
	private place(index: number): string {
		this.runPlace ??= JSON.stringify([
			this.context.getExecutionId(),
			this.node.id,
			Number(this.context.evaluateExpression('{{ $runIndex }}', 0)),
		]);
		return `${this.runPlace.slice(0, -1)},${index}]`;
	}
}
