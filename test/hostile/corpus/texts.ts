import type { TextField } from '../../cases';
import { TARGETS, type Target } from '../targets';
import { cyclic, HALF_PAIR, type BadInput } from './badInput';

const ROUNDED = 'a whole number too long to be exact: its last digits were rounded';
const MISSING = 'a field that an expression refers to is missing';

/** What is no text, and how each field complains about it. */
const NO_TEXT: ReadonlyArray<[what: string, value: unknown, problem: string]> = [
	['a list', ['a'], 'is a list, but must be text'],
	['an empty list', [], 'is a list, but must be text'],
	['an object', { text: 'a' }, 'is a value of type object, but must be text'],
	[
		'an object without a prototype',
		Object.create(null),
		'is a value of type object, but must be text',
	],
	['an object that contains itself', cyclic(), 'is a value of type object, but must be text'],
	[
		'a date that is none',
		new Date(NaN),
		'is "Invalid Date", which is no data: a date could not be read',
	],
	['a Map', new Map([['a', 1]]), 'is a value of type object, but must be text'],
	['binary data', Buffer.from('a'), 'is a value of type object, but must be text'],
	['a Promise', Promise.resolve('a'), 'is a value of type object, but must be text'],
	['NaN', NaN, 'is a value of type number, but must be text'],
	['Infinity', -Infinity, 'is a value of type number, but must be text'],
	['a Symbol', Symbol('a'), 'is a value of type symbol, but must be text'],
	['a function', () => 'a', 'is a value of type function, but must be text'],
	['a number that was rounded', 2 ** 53, `is ${2 ** 53}, ${ROUNDED}`],
	['a number beyond all IDs', -1e21, `is ${-1e21}, ${ROUNDED}`],
	['half an emoji', HALF_PAIR, 'holds half of a character pair (a broken emoji?)'],
];

/** What spreadsheets and expressions leave where data is missing. */
const NO_DATA: ReadonlyArray<[text: string, why: string]> = [
	['undefined', MISSING],
	['NaN', MISSING],
	['undefined undefined', MISSING],
	['user-undefined', MISSING],
	['Calle: [object Object]', 'an object was joined with text'],
	['Invalid DateTime', 'a date could not be read'],
	['#N/A', 'a formula of the spreadsheet failed'],
	['#DIV/0!', 'a formula of the spreadsheet failed'],
];

/** What is text, but not an ID that may go into a path or a body. */
const NO_UUID: readonly string[] = [
	'../../admin',
	'%2e%2e%2fadmin',
	'df980fc8-b6db-4820-bf22-2969482d106d/../..',
	'df980fc8-b6db-4820-bf22-2969482d106d?admin=true',
	'df980fc8-b6db-4820-bf22-2969482d106d\r\nx-api-key: mine',
	'df980fc8b6db4820bf222969482d106d',
	'\u0000',
	'12345',
];

const NOT_SET: ReadonlyArray<[string, unknown]> = [
	['nothing', undefined],
	['null', null],
	['an empty text', ''],
	['blanks', ' \t\n\u00a0'],
];

function changesOf({ name }: TextField, value: unknown): Record<string, unknown> {
	const [parameter = '', inner] = name.split('.');
	return { [parameter]: inner === undefined ? value : { [inner]: value } };
}

function badTexts(target: Target, field: TextField): BadInput[] {
	const bad = (what: string, value: unknown, problem: string): BadInput => ({
		what: `${field.field}: ${what}`,
		target,
		changes: changesOf(field, value),
		message: `${field.field} ${problem}`,
		field: field.field,
	});
	const { maxLength, uuid } = field;
	const required = field.name in target.case.required;
	return [
		...NO_TEXT.map((row) => bad(...row)),
		...NO_DATA.filter(([text]) => text.length <= (maxLength ?? Infinity)).flatMap(([text, why]) => [
			bad(`"${text}"`, text, `is "${text}", which is no data: ${why}`),
			bad(
				`"${text}" with blanks around it`,
				`\u00a0${text}\r\n`,
				`is "${text}", which is no data: ${why}`,
			),
		]),
		...(required ? NOT_SET.map(([what, value]) => bad(what, value, 'is empty')) : []),
		...(maxLength === undefined
			? []
			: [
					bad('one too long', '1'.repeat(maxLength + 1), `is longer than ${maxLength} characters`),
					bad('10 MB', '1'.repeat(10_000_000), `is longer than ${maxLength} characters`),
					bad(
						'too many emojis',
						'💩'.repeat(maxLength + 1),
						`is longer than ${maxLength} characters`,
					),
				]),
		...(uuid ? NO_UUID.map((text) => bad(JSON.stringify(text), text, uuidProblem(text))) : []),
	];
}

function uuidProblem(text: string): string {
	const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
	return `is ${shown}, but must be a UUID such as "df980fc8-b6db-4820-bf22-2969482d106d"`;
}

export const BAD_TEXTS: readonly BadInput[] = TARGETS.flatMap((target) =>
	target.texts.flatMap((field) => badTexts(target, field)),
);
