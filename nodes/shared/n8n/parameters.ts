import type { IExecuteFunctions } from 'n8n-workflow';

import type { Resolved } from '../fields/field';
import { explained, InvalidValue } from '../values/invalidValue';
import { plainExpression } from './plain/plainExpression';
import { plainParameter, type ParameterReader } from './plain/plainParameter';

/** n8n evaluates a text that begins with an equals sign, at any depth of a parameter. */
const EXPRESSION = '"=';

/** Read off the item. */
interface PlainWay {
	kind: 'plain';
	read: ParameterReader;
	/** Whether n8n said the same of an item of this run. */
	proven: boolean;
}

/** How one parameter is read. */
type Way =
	/** No expression: the same for all items, read once. */
	{ kind: 'constant'; value: unknown } | PlainWay | { kind: 'n8n' };

/**
 * Reads the parameters of one run for its items.
 *
 * What n8n does: it resolves and validates a parameter anew for every item, also one without an
 * expression, which is the same for all of them. Here such a parameter is read once; what is handed
 * out is shared and must not be changed. Plain expressions are read off the item, from the second item
 * on: n8n reads the first, and has to agree.
 * Versions: all from 2.4 to 2.40. Noticed by: bench (a further mapped field), test/unit/shared/n8n.
 * Delete it when n8n keeps constant parameters by itself; leave out `plainParameter` to have n8n
 * evaluate every expression.
 */
export class Parameters {
	private readonly ways = new Map<string, Way>();

	private readonly written: Readonly<Record<string, unknown>>;

	constructor(private readonly context: IExecuteFunctions) {
		this.written = context.getNode().parameters;
	}

	/**
	 * The value of a whole parameter for one item, '' when it is not set.
	 *
	 * @throws {InvalidValue} when its expression cannot be resolved.
	 */
	read(name: string, index: number): unknown {
		const way = this.ways.get(name);
		if (way?.kind === 'constant') return way.value;
		if (way?.kind === 'n8n') return this.resolved(name, index);
		const json = this.context.getInputData()[index]?.json;
		const plain = way?.read(json);
		if (plain && way?.proven) return plain.value;

		const value = this.resolved(name, index);
		if (!way) this.ways.set(name, this.wayOf(name, value, json));
		else if (plain) this.ways.set(name, proven(way, plain.value, value));
		return value;
	}

	/**
	 * A text with expressions in it, each resolved for itself: objects, lists and dates become JSON, all
	 * else what it is as text. A parameter that is one expression alone is its value.
	 *
	 * What n8n does: Edit Fields resolves its JSON in this way, with a function that packs cannot reach.
	 * Noticed by: test/workflow/metadataModes. Delete when n8n-workflow offers that function.
	 *
	 * @throws {InvalidValue} when one of its expressions cannot be resolved.
	 */
	template(name: string, index: number): Resolved {
		const written = this.written[name];
		const parts = typeof written === 'string' && written.startsWith('=') ? partsOf(written) : [];
		if (parts.length < 2) return { value: this.read(name, index), isMixed: false };
		const texts = parts.map((part) => (isExpression(part) ? this.jsonText(part, index) : part));
		return { value: texts.join(''), isMixed: true };
	}

	private jsonText(expression: string, index: number): string {
		const json = this.context.getInputData()[index]?.json;
		const plain = plainExpression(`=${expression}`)?.(json);
		if (plain !== undefined) return String(plain);
		const value: unknown = explained(
			() => this.context.evaluateExpression(expression, index) as unknown,
			unresolved,
		);
		return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
	}

	/** An expression that cannot be resolved is a value that cannot be sent. */
	private resolved(name: string, index: number): unknown {
		return explained(() => this.context.getNodeParameter(name, index, '') as unknown, unresolved);
	}

	private wayOf(name: string, value: unknown, json: unknown): Way {
		const written = this.written[name];
		if (!(JSON.stringify(written) ?? '').includes(EXPRESSION)) return { kind: 'constant', value };
		const read = plainParameter(written);
		if (!read) return { kind: 'n8n' };
		const plain = read(json);
		const way: PlainWay = { kind: 'plain', read, proven: false };
		return plain ? proven(way, plain.value, value) : way;
	}
}

function unresolved({ message }: Error): InvalidValue {
	return new InvalidValue(
		'Expression',
		message,
		'Correct the expression of the field, or the data it refers to.',
	);
}

/** The texts and the `{{ … }}` of an expression, in order; blank texts at its ends are left out. */
function partsOf(written: string): string[] {
	const parts = written
		.slice(1)
		.trim()
		.split(/(\{\{[\s\S]*?\}\}(?!\}))/);
	return parts.filter((part) => part !== '');
}

function isExpression(part: string): boolean {
	return part.startsWith('{{');
}

/** What n8n and the reader say of one item tells whether the reader may be used for the others. */
function proven(way: PlainWay, mine: unknown, n8ns: unknown): Way {
	const agree = JSON.stringify(mine) === JSON.stringify(n8ns);
	return agree ? { ...way, proven: true } : { kind: 'n8n' };
}
