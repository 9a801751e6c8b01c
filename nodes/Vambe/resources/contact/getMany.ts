import type { IDataObject } from 'n8n-workflow';

import { howMany } from '../../../shared/fields/howMany';
import { operation } from '../../../shared/operation/operation';
import { readContactOutput, simplify } from '../../fields/simplify';
import { contact } from '../../resources';
import { contactFilters, MAX_DAYS } from './filters';
import { ContactPages, firstPage } from './pages';

const BEGINNING = '1970-01-01T00:00:00Z';

/** The API wants a period. All means all; a few are those with a message in the longest one it takes. */
function queryOf(filters: IDataObject, wanted: number): IDataObject {
	const { days, created_after, updated_after } = filters;
	if (days ?? created_after ?? updated_after) return filters;
	return {
		...(wanted === Infinity ? { created_after: BEGINNING } : { days: MAX_DAYS }),
		...filters,
	};
}

export const getManyContacts = operation({
	resource: contact,
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many contacts',
	description: 'Get contacts by their last message, by date, stage or custom field',
	idempotent: true,
	fields: { returnAll: howMany, filters: contactFilters, simplify },
	request: ({ filters, returnAll: wanted }) => firstPage(queryOf(filters, wanted), wanted),
	pages: ({ filters, returnAll: wanted }) => new ContactPages(queryOf(filters, wanted), wanted),
	expects: 'list',
	output: (answer, input) =>
		(answer as unknown[]).map((one) => readContactOutput(one, input.simplify)),
});
