import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { text } from '../../shared/fields/text';
import { ID } from '../fields/ids';

/** The user's own event ID; see {@link madeEventId} for when there is none. */
export const eventId = text({
	...ID,
	displayName: 'Event ID',
	placeholder: 'e.g. eventId-1938',
	description:
		'ID to trace the submission, up to 256 characters. When empty, one is made that stays the same on every retry.',
});

/**
 * The event ID of an item that brings none: a UUID that is the same only for the same record at the
 * same place, on every retry and whenever n8n runs the node again under the same execution ID. A 409
 * then means that this very record was stored before (D14). Never made from the record alone: setting
 * A, then B, then A again are three events. Nor from the place alone: agents call a tool for several
 * records at one place.
 *
 * @param place of the item: see `Item.place`.
 * @param record all that is sent, without the event ID.
 */
export function madeEventId(place: string, record: IDataObject): string {
	const hex = createHash('sha256').update(place).update(JSON.stringify(record)).digest('hex');
	// RFC 9562: version 8 (free-form) in the third group, variant 10 in the fourth.
	const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		variant + hex.slice(17, 20),
		hex.slice(20, 32),
	].join('-');
}
