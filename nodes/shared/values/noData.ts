import { cleanIdentifier } from './clean';
import { quoted } from './text';

/**
 * What a text is for; decides which words in it cannot be meant. `value` is one of the user's own choice,
 * `joined` such a one that an expression put together.
 */
export type Purpose = 'identifier' | 'name' | 'value' | 'joined';

/** Words that programs write in place of data, when they are all there is. */
const WORDS: Readonly<Record<Purpose, ReadonlySet<string>>> = {
	identifier: new Set(['undefined', 'null', 'NULL', 'NaN', 'None']),
	// Null and None are real surnames.
	name: new Set(['undefined', 'NaN']),
	value: new Set(['undefined', 'NaN']),
	joined: new Set(['undefined', 'NaN']),
};

/** Errors of spreadsheets in English, Spanish and Portuguese. */
const SPREADSHEET_ERROR =
	/^#(N\/A|N\/D|N\/DISP|NULL!|¡?NULO!|¡?NUM!|¡?REF!|VALUE!|¡?VALOR!|¡?DIV\/0!|NAME\?|¿NOMBRE\?|NOME\?|SPILL!|CALC!|ERROR!)$/iu;

/** What an object or a failed date leaves in a text, wherever it stands. */
const REMAINS = /\[object Object\]|Invalid DateTime|Invalid Date/;

/** A missing value joined with a text: "Hola undefined", "user-undefined". */
const JOINED = /^(?:undefined|NaN)(?=[\s\p{P}])|(?<=[\s\p{P}])(?:undefined|NaN)$/u;

/** Longer texts are prose, which may end with any word. */
const LONGEST_JOINED = 200;

/** What is wrong with a value, as it follows its name in a message, and what to do. */
export interface Objection {
	problem: string;
	fix: string;
}

/** Why a text is no data but what is left where data is missing; undefined for data. */
export function noDataIn(text: string, purpose: Purpose): Objection | undefined {
	const reason = reasonAgainst(text, purpose);
	if (reason === undefined) return undefined;
	const [why, fix] = reason;
	return { problem: `is ${quoted(text)}, which is no data: ${why}`, fix };
}

type Reason = [why: string, fix: string];

function reasonAgainst(text: string, purpose: Purpose): Reason | undefined {
	if (purpose !== 'value' && purpose !== 'joined' && SPREADSHEET_ERROR.test(text)) {
		return [
			'a formula of the spreadsheet failed',
			'Correct the formula in the spreadsheet, or leave the cell empty.',
		];
	}
	// Metadata keeps what stands around it: "undefined" is no data with a line break behind it either.
	const bare = text.length > LONGEST_JOINED ? text : cleanIdentifier(text);
	// Customers and agents write about "undefined" and "[object Object]": in their words it is meant.
	const isProse = purpose === 'value';
	if (isProse ? REMAINS.exec(bare)?.[0] === bare : REMAINS.test(text)) {
		return text.includes('[object')
			? ['an object was joined with text', 'Map a single field of the object.']
			: ['a date could not be read', 'Map a date in a format that n8n knows, such as 2026-01-31.'];
	}
	if (text.length > LONGEST_JOINED) return undefined;
	const isJoined = !isProse && JOINED.test(bare);
	if (!isJoined && !WORDS[purpose].has(bare)) return undefined;
	return [
		'a field that an expression refers to is missing',
		'Correct the expression, or make it return something else when the data is missing.',
	];
}

/**
 * The same for a value of the user's own choice, by where it came from.
 *
 * @param stands whether a text is as it was in the input item; false for one that an expression put
 * together. Asked only where it matters.
 */
export function noDataInValue(
	text: string,
	stands: (text: string) => boolean,
): Objection | undefined {
	const objection = noDataIn(text, 'joined');
	return objection && stands(text) ? noDataIn(text, 'value') : objection;
}
