import ts from 'typescript';

type Parameters = Record<string, unknown>;

/** One parameter, as far as the type file tells. */
export interface TypedField {
	name: string;
	/** Whether its type is not optional, or its comment says that it is required all the same. */
	isRequired: boolean;
	/** What stands above it. */
	comment: string;
}

/** What the type file of a node says of one operation. */
export interface OperationTypes {
	resource: string;
	operation: string;
	fields: TypedField[];
}

/** The operations in a type file that n8n made of a node's description; none for a node without. */
export function operationsIn(file: string): OperationTypes[] {
	const source = ts.createSourceFile('node.ts', file, ts.ScriptTarget.Latest, true);
	return source.statements
		.filter((one) => ts.isTypeAliasDeclaration(one))
		.filter(({ name }) => name.text.endsWith('Params'))
		.map(({ type }) => (ts.isTypeLiteralNode(type) ? [...type.members] : []))
		.map((members) => members.filter((member) => ts.isPropertySignature(member)))
		.map((members) => ({
			resource: literalOf(members, 'resource'),
			operation: literalOf(members, 'operation'),
			fields: members.map((member) => fieldOf(member)),
		}));
}

function literalOf(members: readonly ts.PropertySignature[], name: string): string {
	const member = members.find((one) => one.name.getText() === name);
	return member?.type?.getText().replaceAll("'", '') ?? '';
}

function fieldOf(member: ts.PropertySignature): TypedField {
	const comment = member.getFullText().replace(member.getText(), '');
	const isRequired = !member.questionToken || comment.includes('@builderHint Required.');
	return { name: member.name.getText(), isRequired, comment };
}

/**
 * The parameters that somebody sets who has read the types of an operation and sets no more than they
 * ask for: what is required and shown, and of a block that needs a value the field of its mode.
 *
 * @param samples a value for each of them, and for a choice that brings fields of its own.
 * @throws when there is none for what the types ask for.
 */
export function requiredParameters({ fields }: OperationTypes, samples: Parameters): Parameters {
	const choices = new Set(fields.flatMap(({ comment }) => Object.keys(shownFor(comment))));
	const chosen = Object.fromEntries(Object.entries(samples).filter(([name]) => choices.has(name)));
	const valueOf = (name: string): unknown =>
		chosen[name] ?? defaultIn(fields.find((one) => one.name === name)?.comment);
	for (const { name, isRequired, comment } of fields) {
		const isShown = Object.entries(shownFor(comment)).every(([other, values]) =>
			values.includes(valueOf(other)),
		);
		const own = /: fields with (\w+),.* At least one value is required\./.exec(comment)?.[1];
		const isOneOf = /\bNeeded when \S+ is empty/.test(comment) && name in samples;
		for (const asked of [(isRequired || isOneOf) && name, own]) {
			if (!isShown || !asked || NAMES.has(asked)) continue;
			if (!(asked in samples)) throw new Error(`The types ask for ${asked}; there is no sample`);
			chosen[asked] = samples[asked];
		}
	}
	return chosen;
}

const NAMES = new Set(['resource', 'operation']);

/** `@displayOptions.show { channel: ["whatsapp"], returnAll: [false] }` as an object. */
function shownFor(comment: string): Record<string, unknown[]> {
	const text = /@displayOptions\.show (\{.*\})/.exec(comment)?.[1] ?? '{}';
	return JSON.parse(text.replaceAll(/([{,] ?)([\w/]+): \[/g, '$1"$2": [')) as Record<
		string,
		unknown[]
	>;
}

function defaultIn(comment = ''): unknown {
	const text = /@default (.*)/.exec(comment)?.[1];
	if (text === undefined) return undefined;
	return text === 'true' || text === 'false' ? text === 'true' : text;
}
