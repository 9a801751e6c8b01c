import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { Document, OperationObject, Parameter, Reference } from './openapi';

/** One thing that is wrong with a request. `path` is a JSON pointer, such as `/items/3/status`. */
export interface Problem {
	place: 'path' | 'query' | 'body';
	path: string;
	message: string;
}

/** The parts of a request that a contract speaks about. */
export interface RequestParts {
	params: unknown;
	query: unknown;
	body: unknown;
}

/** One endpoint of a contract. */
export interface Operation {
	id: string;
	/** What it does, in a few words. */
	summary: string;
	method: 'GET' | 'POST' | 'PATCH';
	/** Path with `:name` parameters, as Fastify writes them. */
	route: string;
	/** Path and query filled with the examples of their parameters. */
	exampleUrl: string;
	takesBody: boolean;
	/** Named request bodies that the contract gives as examples. */
	examples: Record<string, unknown>;
	/**
	 * Everything that is wrong with a request; an empty list means it keeps the contract. Numbers
	 * in the query are converted in place.
	 */
	problems(request: RequestParts): Problem[];
	/** What is wrong with an answer; undefined when the contract does not describe its status. */
	answerProblems(status: number, body: unknown): Problem[] | undefined;
}

export interface Contract {
	operations: Operation[];
	/** Names of the headers that carry keys. All of them are needed. */
	keyHeaders: string[];
}

const JSON_TYPE = 'application/json';

/**
 * Reads an OpenAPI 3.0 file. A schema is compiled once, when a request first needs it: checking costs
 * microseconds from then on, and a sandbox starts without those that nobody asks for.
 *
 * @param file name of a file in `contracts/`
 * @throws when the file is wrong; a wrong schema throws at the first check with it
 */
export function loadContract(file: string): Contract {
	const text = readFileSync(join(__dirname, 'contracts', file), 'utf8');
	const document = parse(text) as Document;
	const compiler = new Compiler(document);
	return {
		operations: Object.entries(document.paths).flatMap(([path, methods]) =>
			Object.entries(methods).map(([method, operation]) =>
				compiler.operation(path, method, operation),
			),
		),
		keyHeaders: Object.values(document.components.securitySchemes).map(({ name }) => name),
	};
}

class Compiler {
	// `allErrors`, because a batch is judged item by item and a person wants the whole list.
	private readonly ajv = new Ajv({ allErrors: true, discriminator: true, strictTypes: false });
	// Query values arrive as text.
	private readonly coercingAjv = new Ajv({ allErrors: true, coerceTypes: true });

	constructor(private readonly document: Document) {
		for (const ajv of [this.ajv, this.coercingAjv]) addFormats(ajv).addKeyword('components');
	}

	operation(path: string, method: string, operation: OperationObject): Operation {
		const parameters = (operation.parameters ?? []).map((one) => this.resolve(one));
		const media = operation.requestBody?.content[JSON_TYPE];
		const checkPath = once(() => this.parametersCheck(parameters, 'path'));
		const checkQuery = once(() => this.parametersCheck(parameters, 'query'));
		const checkBody = media && once(() => this.compile(this.ajv, media.schema));
		const answerChecks = new Map<number, ValidateFunction | undefined>();
		return {
			id: operation.operationId,
			summary: operation.summary,
			method: method.toUpperCase() as Operation['method'],
			route: path.replace(/\{(\w+)\}/g, ':$1'),
			exampleUrl: exampleUrl(path, parameters),
			takesBody: media !== undefined,
			examples: Object.fromEntries(
				Object.entries(media?.examples ?? {}).map(([name, { value }]) => [name, value]),
			),
			problems: ({ params, query, body }) => [
				...problemsOf('path', checkPath(), params),
				...problemsOf('query', checkQuery(), query),
				...(checkBody ? problemsOf('body', checkBody(), body) : []),
			],
			// Only tests ask for this.
			answerProblems: (status, body) => {
				if (!answerChecks.has(status)) {
					answerChecks.set(status, this.answerCheck(operation, status));
				}
				const check = answerChecks.get(status);
				return check && problemsOf('body', check, body);
			},
		};
	}

	private parametersCheck(parameters: Parameter[], place: Parameter['in']): ValidateFunction {
		const own = parameters.filter((parameter) => parameter.in === place);
		return this.compile(this.coercingAjv, {
			type: 'object',
			properties: Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
			required: own.filter(({ required }) => required).map(({ name }) => name),
		});
	}

	private answerCheck({ responses }: OperationObject, status: number) {
		const response = responses[status];
		const schema = response && this.resolve(response).content?.[JSON_TYPE]?.schema;
		return schema && this.compile(this.ajv, schema);
	}

	/** `#/components/…` keeps its meaning when the components travel along with the schema. */
	private compile(ajv: Ajv, schema: object): ValidateFunction {
		return ajv.compile({ allOf: [schema], components: this.document.components });
	}

	private resolve<T extends object>(value: T | Reference): T {
		if (!('$ref' in value)) return value;
		const [kind, name] = value.$ref.split('/').slice(2);
		const { parameters, responses } = this.document.components;
		const found = kind === 'parameters' ? parameters?.[name ?? ''] : responses?.[name ?? ''];
		if (!found) throw new Error(`The contract refers to ${value.$ref}, which is not there`);
		return found as unknown as T;
	}
}

/** Makes a value when it is first asked for. */
function once<T>(make: () => T): () => T {
	let made: { value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}

function exampleUrl(path: string, parameters: readonly Parameter[]): string {
	const url = path.replace(/\{(\w+)\}/g, (whole, name) => {
		const example = parameters.find((one) => one.name === name)?.example;
		return example === undefined ? whole : encodeURIComponent(example);
	});
	const query = parameters
		.filter(({ in: place, example }) => place === 'query' && example !== undefined)
		.map(({ name, example }): [string, string] => [name, String(example)]);
	return query.length > 0 ? `${url}?${new URLSearchParams(query).toString()}` : url;
}

function problemsOf(place: Problem['place'], check: ValidateFunction, value: unknown): Problem[] {
	if (check(value)) return [];
	return (check.errors ?? []).map((error) => ({
		place,
		path: error.instancePath,
		message: describe(error),
	}));
}

function describe({ message, params }: ErrorObject): string {
	const allowed: unknown = params.allowedValues;
	return Array.isArray(allowed) ? `${message}: ${allowed.join(', ')}` : (message ?? 'is wrong');
}
