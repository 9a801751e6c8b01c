import { operation } from '../../../shared/operation/operation';
import { path } from '../../../shared/operation/path';
import { contactId } from '../../fields/contact';
import { readContactOutput, simplify } from '../../fields/simplify';
import { contact } from '../../resources';

/** Reads one contact with its metadata, tickets and agents. */
export const getContact = operation({
	resource: contact,
	value: 'get',
	name: 'Get',
	action: 'Get contact',
	description: 'Get a contact with its metadata; without Simplify also with its agents and tickets',
	idempotent: true,
	fields: { contactId, simplify },
	request: ({ contactId: id }) => ({
		method: 'GET',
		path: path`/api/public/contact/${id}/info`,
	}),
	expects: 'object',
	output: (answer, input) => readContactOutput(answer, input.simplify),
});
