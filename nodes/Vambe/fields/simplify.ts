import type { IDataObject } from 'n8n-workflow';

import { flag } from '../../shared/fields/flag';
import { passThrough, withoutUnset } from '../../shared/operation/operation';

export const simplify = flag({
	displayName: 'Simplify',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
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

/** A contact with its most useful fields. An answer that is no contact is passed on as it is. */
export function simplifiedContact(answer: unknown): IDataObject {
	const contact = passThrough(answer);
	if (!('id' in contact)) return contact;
	return withoutUnset(Object.fromEntries(FIELDS.map((name) => [name, contact[name]])));
}

/** The contact as "Simplify" asks for it. */
export function contactOutput(answer: unknown, isSimplified: boolean): IDataObject {
	return isSimplified ? simplifiedContact(answer) : passThrough(answer);
}
