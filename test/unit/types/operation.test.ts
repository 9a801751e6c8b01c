import { join } from 'node:path';

import ts from 'typescript';

/** Where the snippets are taken to stand, so that their imports resolve. Never written. */
const FOLDER = __dirname;
const ROOT = join(__dirname, '../../..');

const PRELUDE = `
import { choice } from '../../../nodes/shared/fields/choice';
import { collection } from '../../../nodes/shared/fields/collection';
import { flag } from '../../../nodes/shared/fields/flag';
import { locator } from '../../../nodes/shared/fields/locator';
import { number } from '../../../nodes/shared/fields/number';
import { text, textList } from '../../../nodes/shared/fields/text';
import { mergedMetadata, metadata } from '../../../nodes/shared/metadata/metadata';
import { operation } from '../../../nodes/shared/operation/operation';
import { uuid } from '../../../nodes/shared/fields/uuid';
import { passThrough } from '../../../nodes/shared/values/fields';

const say = { displayName: 'Name', description: 'What it is' };
const facts = {
	resource: { name: 'Thing', value: 'thing' },
	value: 'get',
	name: 'Get',
	action: 'Get thing',
	description: 'Get a thing',
	idempotent: true,
};
const phone = text({ ...say, required: true });
const fields = {
	id: uuid({ ...say, required: true }),
	note: text(say),
	count: number(say),
	tags: textList(say),
	simplify: flag({ ...say, default: true }),
	more: collection({ displayName: 'More', placeholder: 'Add', fields: { status: text(say) } }),
	metadata: metadata({ description: '' }),
	channel: choice({
		...say,
		default: 'sms',
		options: {
			sms: { name: 'SMS', fields: { phone } },
			webchat: { name: 'Webchat', fields: { user: text({ ...say, required: true }) } },
			none: { name: 'None' },
		},
	}),
};
const options = { loud: flag({ ...say, default: false }) };
const rest = { ...facts, fields, options, output: passThrough };
const get = (path: string) => ({ method: 'GET' as const, path });
void [locator, mergedMetadata, operation, rest, get];
`;

/** Codes of TypeScript's complaints that the snippets provoke. */
const NO_SUCH_PROPERTY = 2339;
const NOT_ASSIGNABLE = 2322;
const WRONG_ARGUMENT = 2345;
const NOT_COMPARABLE = 2367;
const UNKNOWN_PROPERTY = 2353;
const NO_OVERLOAD = 2769;

/** What compiles: each is the right form of something below, which shows that only the mistake fails. */
const RIGHT: ReadonlyArray<[what: string, code: string]> = [
	['a field', 'operation({ ...rest, request: ({ id }) => get(id) });'],
	['an optional field', "operation({ ...rest, request: ({ note }) => get(note ?? '') });"],
	['a number', 'operation({ ...rest, request: ({ count }) => get(String(count ?? 0 + 1)) });'],
	['a list', "operation({ ...rest, request: ({ tags }) => get(tags?.join() ?? '') });"],
	['a collection', "operation({ ...rest, request: ({ more }) => get(more.status ?? '') });"],
	[
		'an option of its own',
		"operation({ ...rest, request: (_, { loud }) => get(loud ? 'A' : 'a') });",
	],
	[
		'a field of the chosen option',
		`operation({ ...rest, request: ({ channel }) => get(channel.choice === 'sms' ? channel.phone : '') });`,
	],
	[
		'all options of a choice',
		`operation({ ...rest, request: ({ channel }) => {
			switch (channel.choice) {
				case 'sms': return get(channel.phone);
				case 'webchat': return get(channel.user);
				case 'none': return get('');
			}
		} });`,
	],
	[
		'a key for the order, and values to merge',
		'operation({ ...rest, request: ({ id }) => get(id), order: ({ id }) => id, merge: (inputs) => ({ ...inputs[0], metadata: mergedMetadata(inputs.map(({ metadata }) => metadata)) }) });',
	],
	[
		'several outputs, by their field',
		'operation({ ...rest, request: ({ id }) => get(id), output: (_, { simplify }) => [{ simplify }] });',
	],
	[
		'a required locator',
		"const a: string = locator({ ...say, searchListMethod: 'a', placeholder: '', required: true }).parse(''); void a;",
	],
];

/** What does not compile, and why. */
const WRONG: ReadonlyArray<[what: string, code: string, complaint: number]> = [
	[
		'a field that is not there',
		'operation({ ...rest, request: ({ identity }) => get(identity) });',
		NO_SUCH_PROPERTY,
	],
	[
		'a field that is not there, of the whole input',
		'operation({ ...rest, request: (input) => get(input.ids) });',
		NO_SUCH_PROPERTY,
	],
	[
		'an optional field in place of a required one',
		'operation({ ...rest, request: ({ note }) => get(note) });',
		WRONG_ARGUMENT,
	],
	[
		'a flag in place of a text',
		'operation({ ...rest, request: ({ simplify }) => get(simplify) });',
		WRONG_ARGUMENT,
	],
	[
		'a number in place of a text',
		'operation({ ...rest, request: ({ count }) => get(count ?? 0) });',
		WRONG_ARGUMENT,
	],
	[
		'a list in place of a text',
		"operation({ ...rest, request: ({ tags }) => get(tags ?? '') });",
		WRONG_ARGUMENT,
	],
	[
		'a field that is not in the collection',
		"operation({ ...rest, request: ({ more }) => get(more.state ?? '') });",
		NO_SUCH_PROPERTY,
	],
	[
		'an option that is not there',
		"operation({ ...rest, request: (_, { wrap }) => get(wrap ? '' : 'a') });",
		NO_SUCH_PROPERTY,
	],
	[
		'a field before its option is known',
		'operation({ ...rest, request: ({ channel }) => get(channel.phone) });',
		NO_SUCH_PROPERTY,
	],
	[
		'a field of another option',
		`operation({ ...rest, request: ({ channel }) => get(channel.choice === 'webchat' ? channel.phone : '') });`,
		NO_SUCH_PROPERTY,
	],
	[
		'a field of an option that brings none',
		`operation({ ...rest, request: ({ channel }) => get(channel.choice === 'none' ? channel.user : '') });`,
		NO_SUCH_PROPERTY,
	],
	[
		'an option that cannot be chosen',
		`operation({ ...rest, request: ({ channel }) => get(channel.choice === 'fax' ? 'a' : '') });`,
		NOT_COMPARABLE,
	],
	[
		'a default that is no option',
		"choice({ ...say, default: 'fax', options: { sms: { name: 'SMS' } } });",
		NOT_ASSIGNABLE,
	],
	[
		'an order that may be missing',
		'operation({ ...rest, request: ({ id }) => get(id), order: ({ note }) => note });',
		NOT_ASSIGNABLE,
	],
	[
		'an output by a field that is not there',
		'operation({ ...rest, request: ({ id }) => get(id), output: (_, { simple }) => ({ simple }) });',
		NO_SUCH_PROPERTY,
	],
	[
		'a method that HTTP does not know',
		"operation({ ...rest, request: ({ id }) => ({ method: 'FETCH', path: id }) });",
		NOT_ASSIGNABLE,
	],
	[
		'an operation that does not say whether it may be repeated',
		'const { idempotent, ...others } = rest; void idempotent; operation({ ...others, request: ({ id }) => get(id) });',
		WRONG_ARGUMENT,
	],
	[
		'a fact that an operation does not have',
		'operation({ ...rest, request: ({ id }) => get(id), orderingKey: () => 1 });',
		UNKNOWN_PROPERTY,
	],
	[
		'an optional locator in place of a required one',
		"const a: string = locator({ ...say, searchListMethod: 'a', placeholder: '' }).parse(''); void a;",
		NOT_ASSIGNABLE,
	],
	[
		'an optional number in place of one with a default',
		"const a: number = number(say).parse(''); void a;",
		NOT_ASSIGNABLE,
	],
	[
		'text in place of metadata of any kind',
		"const a: Record<string, string> = metadata({ description: '' }).read(null!, ''); void a;",
		NOT_ASSIGNABLE,
	],
	['a pattern for a UUID', 'uuid({ ...say, pattern: /a/ });', NO_OVERLOAD],
];

/** The complaints of TypeScript about each snippet, in one run: reading the libraries takes longest. */
function complaintsOf(codes: readonly string[]): number[][] {
	const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile) as {
		config: object;
	};
	const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, ROOT);
	const snippets = new Map(
		codes.map((code, index) => [join(FOLDER, `snippet${index}.ts`), PRELUDE + code]),
	);
	const host = ts.createCompilerHost({ ...options, noEmit: true });
	const { fileExists, getSourceFile } = host;
	host.fileExists = (file) => snippets.has(file) || fileExists(file);
	host.getSourceFile = (file, version, ...more) => {
		const snippet = snippets.get(file);
		return snippet === undefined
			? getSourceFile(file, version, ...more)
			: ts.createSourceFile(file, snippet, version);
	};
	const unused = { noUnusedLocals: false, noUnusedParameters: false };
	const program = ts.createProgram(
		[...snippets.keys()],
		{ ...options, ...unused, noEmit: true },
		host,
	);
	return [...snippets.keys()].map((file) => {
		const source = program.getSourceFile(file);
		if (!source) throw new Error(`TypeScript did not read ${file}`);
		const found = [
			...program.getSyntacticDiagnostics(source),
			...program.getSemanticDiagnostics(source),
		];
		return found.map(({ code }) => code);
	});
}

const complaints = complaintsOf([...RIGHT, ...WRONG].map(([, code]) => code));

describe('this compiles:', () => {
	it.each(RIGHT.map(([what], index) => [what, complaints[index]] as const))(
		'%s',
		(_what, found) => {
			expect(found).toEqual([]);
		},
	);
});

describe('this does not compile:', () => {
	const rows = WRONG.map(
		([what, , complaint], index) => [what, complaint, complaints[RIGHT.length + index]] as const,
	);
	it.each(rows)('%s', (_what, complaint, found) => {
		expect(found).toEqual([complaint]);
	});
});
