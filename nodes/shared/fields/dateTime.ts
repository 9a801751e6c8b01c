import { tryToParseDateTime } from 'n8n-workflow';
import { z } from 'zod';

import { isBlank } from '../values/clean';
import { isDate } from '../values/jsonValue';
import { singleField, type SingleField } from './field';

export interface DateTimeOptions {
	displayName: string;
	/** One sentence without a full stop; what a time without an offset means is said behind it. */
	description: string;
}

/**
 * A moment: picked in the editor, an ISO 8601 text, or a date object of an expression. Yields it as
 * RFC 3339 wants it. A text without an offset, such as the editor's picker stores, is in the workflow's
 * time zone, as n8n's own nodes take it.
 */
export function dateTime({
	displayName,
	description,
}: DateTimeOptions): SingleField<string | undefined> {
	return singleField({
		property: {
			displayName,
			type: 'dateTime',
			default: '',
			description: `${description}. A time without an offset is in the workflow's time zone.`,
		},
		schema: (timezone) =>
			z.preprocess(
				(value) => (isBlank(value) ? undefined : moment(value, timezone)),
				z.string({ message: 'a date and time in ISO 8601' }).optional(),
			),
		fix: `Pick a date for ${displayName}, or send one such as "2026-01-31T09:30:00Z".`,
	});
}

/** ISO 8601 as programs write it: date alone, without seconds, with a blank, in small letters. */
const DATE = '(\\d{4}-\\d\\d-\\d\\d)';
const TIME = '((?:[01]\\d|2[0-3]):[0-5]\\d)(?::([0-5]\\d(?:\\.\\d+)?))?';
const OFFSET = '(Z|([+-](?:[01]\\d|2[0-3])):?([0-5]\\d)?)';
const MOMENT = new RegExp(`^${DATE}(?:[T ]${TIME}(?: ?${OFFSET})?)?$`, 'i');

/** Null for what is no moment. */
function moment(given: unknown, timezone: string): string | null {
	const json: unknown = isDate(given) ? given.toJSON() : given;
	const [, date, time = '00:00', seconds = '00', offset, hours, minutes = '00'] =
		(typeof json === 'string' && MOMENT.exec(json.trim())) || [];
	if (date === undefined) return null;
	const wallClock = `${date}T${time}:${seconds}`;
	const inZone = isoIn(offset === undefined ? timezone : 'UTC', wallClock);
	// A day that does not exist, such as the 30th of February, becomes another one.
	if (!inZone?.startsWith(date)) return null;
	if (offset === undefined) return inZone;
	return wallClock + (hours === undefined ? 'Z' : `${hours}:${minutes}`);
}

/** A wall-clock time with the offset that a time zone has at that moment; null when it cannot be read. */
function isoIn(timezone: string, wallClock: string): string | null {
	try {
		return tryToParseDateTime(wallClock, timezone).toISO({ suppressMilliseconds: true });
	} catch {
		return null;
	}
}
