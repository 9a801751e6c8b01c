/** Zero-width characters, direction marks, soft hyphen, byte order mark and the like: never seen. */
const INVISIBLE = /\p{Cf}/gu;

/** White space of any kind; `trim` knows all of it but U+0085. */
const SPACE = /\p{White_Space}/u;

/**
 * What shows nothing at the ends of free text. Not among it: joiners and tags, which belong to the emoji
 * or the letter beside them.
 */
const NOTHING =
	/[\p{White_Space}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/u;

/**
 * Text that identifies something (a phone, an ID, an e-mail, an API key): without invisible characters
 * wherever they stand, and without white space of any kind at its ends. Copying from a page or a chat
 * adds both, and the service would look for another record.
 */
export function cleanIdentifier(text: string): string {
	return trimmed(text.replace(INVISIBLE, ''), SPACE);
}

/** A name or other free text: both ends only, as joiners and marks may mean something inside. */
export function cleanText(text: string): string {
	return trimmed(text, NOTHING);
}

/** Character by character: a pattern for the end of a text takes hours on a long run of blanks. */
function trimmed(text: string, outside: RegExp): string {
	let start = 0;
	let end = text.length;
	while (start < end && outside.test(text.charAt(start))) start++;
	while (end > start && outside.test(text.charAt(end - 1))) end--;
	return text.slice(start, end);
}

/** The name of a metadata field or an input field: as people read it, whatever program wrote it. */
export function cleanName(name: string): string {
	return cleanIdentifier(name).normalize('NFC');
}

const VISIBLE = /[^\p{White_Space}\p{Cf}]/u;

/** Whether a value says nothing, so that it counts as not set: null, or text without a visible character. */
export function isBlank(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'string' && !VISIBLE.test(value);
}
