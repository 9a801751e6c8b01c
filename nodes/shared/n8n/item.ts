import type { IExecuteFunctions, INode } from 'n8n-workflow';

import type { Item } from '../fields/field';
import { explained, InvalidValue } from '../values/invalidValue';

/** n8n evaluates a text that begins with an equals sign, at any depth of a parameter. */
const EXPRESSION = '"=';

/**
 * Reads the items of one run for fields and operations.
 *
 * What n8n does: it resolves and validates a parameter anew for every item, also one without an
 * expression, which is the same for all of them. Here such a parameter is read once; what is handed
 * out is shared and must not be changed.
 * Versions: all from 2.4 to 2.40. Noticed by: bench (a further mapped field), test/unit/shared/n8n/item.
 * Delete the cache when n8n keeps constant parameters by itself.
 */
export class ItemReader {
	private readonly constants = new Map<string, unknown>();

	private readonly varying = new Set<string>();

	private readonly node: INode;

	private runPlace: string | undefined;

	constructor(private readonly context: IExecuteFunctions) {
		this.node = context.getNode();
	}

	item(index: number): Item {
		const place = (): string => this.place(index);
		return {
			index,
			json: this.context.getInputData()[index]?.json ?? {},
			parameter: (name) => this.parameter(name, index),
			get place() {
				return place();
			},
			fromAgent: false,
		};
	}

	private parameter(name: string, index: number): unknown {
		if (this.constants.has(name)) return this.constants.get(name);
		const value = this.resolved(name, index);
		if (this.varying.has(name)) return value;
		const written = JSON.stringify(this.node.parameters[name]) ?? '';
		if (written.includes(EXPRESSION)) this.varying.add(name);
		else this.constants.set(name, value);
		return value;
	}

	/** An expression that cannot be resolved is a value that cannot be sent. */
	private resolved(name: string, index: number): unknown {
		return explained(
			() => this.context.getNodeParameter(name, index, '') as unknown,
			({ message }) =>
				new InvalidValue(
					'Expression',
					message,
					'Correct the expression of the field, or the data it refers to.',
				),
		);
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
