import type { IExecuteFunctions } from 'n8n-workflow';

import type { Resolved } from '../fields/field';
import { explained, UnresolvedExpression } from '../values/invalidValue';
import { holdsQuotesOf, isReference, pathTo, referencesIn, saysText, textsIn } from './origin';
import { plainParameter, type ParameterReader } from './plain/plainParameter';
import { filledIn, partsOf, type Expression } from './template';

/** n8n evaluates a text that begins with an equals sign, at any depth of a parameter. */
const EXPRESSION = '"=';

/** Read off the item. */
interface PlainReading {
	kind: 'plain';
	read: ParameterReader;
	/** Whether n8n said the same of an item of this run. */
	confirmed: boolean;
}

/** No expression: the same for all items, read once. */
interface ConstantReading {
	kind: 'constant';
	value: unknown;
	/** What was made of it, by the function that did. */
	parsed: Map<unknown, unknown>;
}

/** How one parameter is read. */
type Reading = ConstantReading | PlainReading | { kind: 'n8n' };

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
	private readonly readings = new Map<string, Reading>();

	private readonly templates = new Map<string, Array<string | Expression>>();

	private before: { name: string; index: number; texts: Set<string> } | undefined;

	private readonly written: Readonly<Record<string, unknown>>;

	/** Of the workflow. */
	readonly timezone: string;

	constructor(private readonly context: IExecuteFunctions) {
		this.written = context.getNode().parameters;
		this.timezone = context.getTimezone();
	}

	/**
	 * The value of a whole parameter for one item, '' when it is not set.
	 *
	 * @throws {InvalidValue} when its expression cannot be resolved.
	 */
	read(name: string, index: number): unknown {
		const reading = this.readings.get(name);
		if (reading?.kind === 'constant') return reading.value;
		if (reading?.kind === 'n8n') return this.resolved(name, index);
		const json = this.jsonOf(index);
		const plain = reading?.read(json);
		if (plain && reading?.confirmed) return plain.value;

		const value = this.resolved(name, index);
		if (!reading) this.readings.set(name, this.readingFor(name, value, json));
		else if (plain) this.readings.set(name, confirmed(reading, plain.value, value));
		return value;
	}

	/**
	 * What `parse` makes of that value: once for a parameter that is the same for all items.
	 *
	 * @param parse the same function each time.
	 * @throws {InvalidValue} as `parse` does, for each item, and when the expression cannot be resolved.
	 */
	parsed<T>(name: string, index: number, parse: (value: unknown, timezone: string) => T): T {
		const value = this.read(name, index);
		const reading = this.readings.get(name);
		if (reading?.kind !== 'constant') return parse(value, this.timezone);
		const { parsed } = reading;
		if (!parsed.has(parse)) parsed.set(parse, parse(value, this.timezone));
		return parsed.get(parse) as T;
	}

	/**
	 * JSON with expressions in it, each resolved for itself: see {@link filledIn}. A parameter that is one
	 * expression alone is its value.
	 *
	 * What n8n does: Edit Fields resolves its JSON in this way, with a function that packs cannot reach.
	 * Noticed by: test/workflow/metadataModes. Delete when n8n-workflow offers that function.
	 *
	 * @throws {InvalidValue} when one of its expressions cannot be resolved.
	 */
	template(name: string, index: number): Resolved {
		const parts = this.partsOf(name);
		const [only] = parts;
		const alone = parts.length === 1 && typeof only === 'object' ? only : undefined;
		if (parts.length < 2 && (!alone || this.written[name] === `=${alone.code}`)) {
			return { value: this.read(name, index), isMixed: false };
		}
		const json = this.jsonOf(index);
		const valueOf = ({ code, plain }: Expression): unknown =>
			plain?.(json) ??
			explained(
				() => this.context.evaluateExpression(code, index) as unknown,
				(error) => new UnresolvedExpression(error, name),
			);
		if (alone) return { value: valueOf(alone), isMixed: false };
		return explained(
			() =>
				filledIn(parts, {
					valueOf,
					stands: (text, { code }) => isReference(code) || this.textsBefore(name, index).has(text),
					holdsQuotesOfItem: (text) => holdsQuotesOf(json, text),
				}),
			(error) => new UnresolvedExpression(error, name),
		);
	}

	/**
	 * Whether a text that came of a parameter is as it was before: in the input item, in the output of
	 * another node, or in what the user wrote. False when an expression put it together.
	 */
	stands(text: string, name: string, index: number): boolean {
		const written = this.written[name];
		if (!hasExpression(written) || saysText(written, text)) return true;
		return this.textsBefore(name, index).has(text);
	}

	/** Texts of the input item, and of what a parameter refers to. Kept for one item: it may hold thousands. */
	private textsBefore(name: string, index: number): Set<string> {
		if (this.before?.name === name && this.before.index === index) return this.before.texts;
		const referred = referencesIn(this.written[name]).map((code) => this.evaluated(code, index));
		const texts = new Set(textsIn([this.jsonOf(index), referred]));
		this.before = { name, index, texts };
		return texts;
	}

	/** What an expression yields; undefined when it cannot be resolved. */
	private evaluated(code: string, index: number): { value: unknown } | undefined {
		try {
			return { value: this.context.evaluateExpression(code, index) };
		} catch {
			return undefined;
		}
	}

	private partsOf(name: string): Array<string | Expression> {
		const known = this.templates.get(name);
		if (known) return known;
		const parts = partsOf(this.written[name]);
		this.templates.set(name, parts);
		return parts;
	}

	private jsonOf(index: number): unknown {
		return this.context.getInputData()[index]?.json;
	}

	/** An expression that cannot be resolved is a value that cannot be sent. */
	private resolved(name: string, index: number): unknown {
		return explained(
			() => this.context.getNodeParameter(name, index, '') as unknown,
			(error) => {
				const fails = (code: string): boolean => !this.evaluated(code, index);
				return new UnresolvedExpression(error, name, pathTo(this.written[name], fails));
			},
		);
	}

	private readingFor(name: string, value: unknown, json: unknown): Reading {
		const written = this.written[name];
		if (!hasExpression(written)) return { kind: 'constant', value, parsed: new Map() };
		const read = plainParameter(written);
		if (!read) return { kind: 'n8n' };
		const plain = read(json);
		const reading: PlainReading = { kind: 'plain', read, confirmed: false };
		return plain ? confirmed(reading, plain.value, value) : reading;
	}
}

function hasExpression(written: unknown): boolean {
	return (JSON.stringify(written) ?? '').includes(EXPRESSION);
}

/** What n8n and the reader say of one item tells whether the reader may be used for the others. */
function confirmed(reading: PlainReading, ours: unknown, fromN8n: unknown): Reading {
	const agree = JSON.stringify(ours) === JSON.stringify(fromN8n);
	return agree ? { ...reading, confirmed: true } : { kind: 'n8n' };
}
