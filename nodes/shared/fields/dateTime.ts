import { z } from 'zod';

import { isBlank } from '../values/clean';
import { isDate } from '../values/jsonValue';
import { singleField, type SingleField } from './field';

export interface DateTimeOptions {
	displayName: string;
	description: string;
}

/**
 * A moment: picked in the editor, an ISO 8601 text, or a date object of an expression. Yields ISO 8601
 * in UTC. A text without an offset is taken as UTC, because a node cannot know what else was meant.
 */
export function dateTime({
	displayName,
	description,
}: DateTimeOptions): SingleField<string | undefined> {
	return singleField({
		property: { displayName, type: 'dateTime', default: '', description },
		schema: z.preprocess(
			asIsoText,
			z.string({ message: WANTED }).datetime({ offset: true, message: WANTED }).optional(),
		),
		fix: `Pick a date for ${displayName}, or send one such as "2026-01-31T09:30:00Z".`,
	});
}

const WANTED = 'a date and time in ISO 8601';

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

function asIsoText(value: unknown): unknown {
	if (isBlank(value)) return undefined;
	const json: unknown = isDate(value) ? value.toJSON() : value;
	if (typeof json !== 'string') return json;
	const typed = json.trim();
	if (DATE_ONLY.test(typed)) return `${typed}T00:00:00Z`;
	if (!WITHOUT_OFFSET.test(typed)) return typed.replace(' ', 'T');
	const withSeconds = /:\d{2}:/.test(typed) ? typed : `${typed}:00`;
	return `${withSeconds.replace(' ', 'T')}Z`;
}
