/** Zero-width characters, direction marks, soft hyphen, byte order mark and the like: never seen. */
const INVISIBLE = /\p{Cf}/gu;

/** `trim` knows all of these but U+0085. */
const SPACE_AROUND = /^\p{White_Space}+|\p{White_Space}+$/gu;

/**
 * The same at the ends of free text, where it shows nothing. Not among them: joiners and tags, which
 * belong to the emoji or the letter beside them.
 */
const NOTHING_AROUND =
	/^[\p{White_Space}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]+|[\p{White_Space}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]+$/gu;

/**
 * Text that identifies something (a phone, an ID, an e-mail, an API key): without invisible characters
 * wherever they stand, and without white space of any kind at its ends. Copying from a page or a chat
 * adds both, and the service would look for another record.
 */
export function cleanIdentifier(text: string): string {
	return text.replace(INVISIBLE, '').replace(SPACE_AROUND, '');
}

/** A name or other free text: both ends only, as joiners and marks may mean something inside. */
export function cleanText(text: string): string {
	return text.replace(NOTHING_AROUND, '');
}

/** The name of a metadata field or an input field: as people read it, whatever program wrote it. */
export function cleanKey(key: string): string {
	return cleanIdentifier(key).normalize('NFC');
}

/** Whether a value says nothing, so that it counts as not set: null, or text without a visible character. */
export function isBlank(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'string' && (value === '' || cleanIdentifier(value) === '');
}
