import fc, { type Arbitrary } from 'fast-check';
import type { ApiRequest } from '../../nodes/shared/api/client';

const SPOILED = [
	...['undefined', 'null', 'NaN', 'None', '[object Object]', 'Invalid Date', 'Invalid DateTime'],
	...['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '5.69E+10', '5,69e+10', '56912345678.0'],
	...['56912345678.5', "'+56912345678", '-', '+', '0', 'false', '007', 'Null'],
];
const AROUND = [
	...['', '', '', ' ', '\t', '\r\n', '\u00a0', '\u0085', '\u3000', '\ufeff', '\u200b', '\u00ad'],
	...['\u2068', '\u2069', '\u200e', '\u202a', 'Hola ', 'Calle: ', '+569'],
];
const piece = (texts: readonly string[]): Arbitrary<string> => fc.constantFrom(...texts);

/** What data looks like when a spreadsheet, an expression or a clipboard spoiled it. */
export const spoiledText: Arbitrary<string> = fc
	.tuple(piece(AROUND), piece(SPOILED), piece(AROUND))
	.map((parts) => parts.join(''));

/** The same, or a number or a date that is spoiled. */
export const spoiledValue: Arbitrary<unknown> = fc.oneof(
	{ weight: 6, arbitrary: spoiledText },
	fc.constantFrom<unknown>(2 ** 53, -(2 ** 60), 1e21, NaN, Infinity, new Date(NaN), 56912345678),
);

/** Keys as programs write them. */
export const spoiledKey: Arbitrary<string> = fc.constantFrom(
	...['plan', ' b', 'c\u200b', '\ufeffd', 'Año', 'Año'.normalize('NFD'), 'e '],
);

/** Fields that hold identifying text, by their names in requests. */
const IDENTIFIES = /(^|_)(id|number|email|identifier)$|Id$|Number$|Address$/;

/**
 * Everything in a request that is left of missing or spoiled data, each with where it stands.
 *
 * @param isMetadata whether the body is a metadata block and nothing else.
 */
export function artefactsIn({ path, body, query }: ApiRequest, isMetadata: boolean): string[] {
	const found: string[] = [];
	const look = (value: unknown, where: string, name: string, free = false): void => {
		if (typeof value === 'string') {
			for (const problem of problemsOf(value, IDENTIFIES.test(name), free))
				found.push(`${where}: ${problem}`);
		} else if (typeof value === 'number') {
			if (Number.isInteger(value) && !Number.isSafeInteger(value)) found.push(`${where}: rounded`);
		} else if (typeof value === 'object' && value !== null) {
			for (const [key, inner] of Object.entries(value))
				look(inner, `${where}.${key}`, Array.isArray(value) ? name : key, free || BLOCK.test(key));
		}
	};
	for (const part of path.split('/').slice(1)) look(decodeURIComponent(part), 'path', 'id');
	look(body, 'body', '', isMetadata);
	look(query, 'query', '');
	return found;
}

/** Metadata, whose values are the user's own: nobody trims them. */
const BLOCK = /^((contact_|ticket_)?metadata|meta_data|attributes|data)$/;

function problemsOf(text: string, identifying: boolean, free: boolean): string[] {
	const identifies = identifying && !free;
	const seen = text.replace(/\p{Cf}/gu, '').trim();
	const problems: Array<[boolean, string]> = [
		[/\[object Object\]|Invalid Date/.test(text), 'remains of an object or a date'],
		[seen === 'undefined' || seen === 'NaN', 'a word in place of data'],
		[!free && (text !== text.trim() || /^\u0085|\u0085$/.test(text)), 'white space at an end'],
		[!free && /^[\u200b\ufeff]|[\u200b\ufeff]$/.test(text), 'an invisible character at an end'],
		[text === '', 'blank'],
		[identifies && /\p{Cf}/u.test(text), 'an invisible character'],
		[identifies && /^(null|None|#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?))$/.test(text), 'no data'],
	];
	return problems.filter(([is]) => is).map(([, what]) => `${what} in ${JSON.stringify(text)}`);
}
