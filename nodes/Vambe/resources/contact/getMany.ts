import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../../shared/api/client';
import { operation } from '../../../shared/operation/operation';
import { readContactOutput, simplify } from '../../fields/simplify';
import { contactFilters } from './filters';
import { howMany } from '../../../shared/fields/howMany';
import { contact } from '../../resources';

/** The most contacts that the API gives at once. */
const MAX_PAGE = 1000;

/** @param left contacts still wanted, Infinity for all. */
const page = (filters: IDataObject, offset: number, left: number): ApiRequest => ({
	method: 'GET',
	path: '/api/public/contacts',
	// The default of `limit` is not documented, so that it is always said.
	query: { ...filters, limit: Math.min(MAX_PAGE, left), offset },
});

/** Reads contacts page by page; a page shorter than asked for is the last, as there is no total. */
export const getManyContacts = operation({
	resource: contact,
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many contacts',
	description: 'Get contacts by their last message, by date, stage or custom field',
	idempotent: true,
	fields: { returnAll: howMany, filters: contactFilters, simplify },
	request: ({ filters, returnAll: wanted }) => page(filters, 0, wanted),
	expects: 'list',
	output: (answer, input) =>
		(Array.isArray(answer) ? answer : [answer]).map((one) =>
			readContactOutput(one, input.simplify),
		),
	nextPage: ({ filters, returnAll: wanted }, received, answer) => {
		const got = Array.isArray(answer) ? answer.length : 0;
		const left = wanted - received;
		const asked = Math.min(MAX_PAGE, left + got);
		return got < asked || left <= 0 ? undefined : page(filters, received, left);
	},
});
