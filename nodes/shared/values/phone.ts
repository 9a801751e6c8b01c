import type { Objection } from './noData';
import { quoted } from './text';

/** A longer text is no number, and would keep these patterns busy. */
const LONGEST_NUMBER = 64;

const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+$/;
/**
 * With five digits before the separator it is a number; "555.0100" is a way to write a phone, and so is
 * the German "06131.123456": a number in a spreadsheet begins neither with a zero nor, when it is as short
 * as an area code, with a plus sign.
 */
const DECIMALS = /^(?:-?[1-9]\d{4,}|\+[1-9]\d{7,})[.,]\d+$/;
const ZERO_DECIMALS = /^([+-]?\d{5,})[.,]0+$/;

/**
 * A phone number as a spreadsheet spoils it: without the apostrophe that marks a cell as text, and
 * without the `.0` of a number.
 */
export function cleanPhone(text: string): string {
	if (text.length > LONGEST_NUMBER) return text;
	return text
		.replace(/^['\u2018\u2019]+/, '')
		.trim()
		.replace(ZERO_DECIMALS, '$1');
}

/** Whether a spreadsheet has shortened a number: "5.69E+10". */
export function isScientific(text: string): boolean {
	return text.length <= LONGEST_NUMBER && SCIENTIFIC.test(text);
}

/** Why a text cannot be a phone number; undefined when it may be one. */
export function notAPhone(phone: string, minDigits = 0): Objection | undefined {
	if (phone.length > LONGEST_NUMBER) return undefined;
	if (isScientific(phone) || DECIMALS.test(phone)) {
		return {
			problem: `is ${quoted(phone)}, a number that a spreadsheet has rounded: its digits are lost`,
			fix: 'Format the column as text in the spreadsheet, and export it again.',
		};
	}
	if (phone.replace(/\D/g, '').length < minDigits) {
		// One digit is asked for where a part of a number is enough, or any number is taken.
		const [what, fix] =
			minDigits === 1
				? ['no digit', 'Enter the digits of the number.']
				: [`fewer than ${minDigits} digits`, 'Enter the whole number, with country code.'];
		return { problem: `is ${quoted(phone)}, which has ${what}`, fix };
	}
	return undefined;
}
