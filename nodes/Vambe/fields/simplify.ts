import type { IDataObject } from 'n8n-workflow';

import { flag } from '../../shared/fields/flag';
import { passThrough, withoutUnset } from '../../shared/values/fields';

export const simplify = flag({
	displayName: 'Simplify',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/** The same for an answer that has no metadata in it, whoever looks for it. */
export const simplifyWithoutMetadata = flag({
	displayName: 'Simplify',
	default: true,
	description:
		'Whether to return a simplified version of the response instead of the raw data. Neither holds the metadata: read it with Contact → Get.',
});

/** The fields of a contact that later nodes can rely on, as Vambe's reference lists them. */
const FIELDS = [
	'id',
	'name',
	'phone',
	'email',
	'platform',
	'default_stage_id',
	'ai_customer_id',
	'client_id',
	'chat_status',
	'created_at',
];

/** What reads say beside; a list has no metadata. */
const READ_FIELDS = [...FIELDS, 'updated_at', 'last_message_at', 'active_ticket_v2', 'metadata'];

/** A contact with its most useful fields. An answer that is no contact is passed on as it is. */
export function simplifiedContact(
	answer: unknown,
	fields: readonly string[] = FIELDS,
): IDataObject {
	const contact = passThrough(answer);
	if (!('id' in contact)) return contact;
	return withoutUnset(Object.fromEntries(fields.map((name) => [name, contact[name]])));
}

/** The contact in the answer to a write, as "Simplify" asks for it: then with its ID as other writes name it. */
export function contactOutput(answer: unknown, isSimplified: boolean): IDataObject {
	if (!isSimplified) return passThrough(answer);
	const contact = simplifiedContact(answer);
	return withoutUnset({ ...contact, contactId: contact.id });
}

/** The contact in the answer to a read, as "Simplify" asks for it. */
export function readContactOutput(answer: unknown, isSimplified: boolean): IDataObject {
	return isSimplified ? simplifiedContact(answer, READ_FIELDS) : passThrough(answer);
}
