import type { IDataObject } from 'n8n-workflow';

import { getManyContacts } from '../../../../../nodes/Vambe/resources/contact/getMany';
import { inputOf } from '../../../../support/inputOf';

describe('get many contacts', () => {
	const of = (parameters: IDataObject) =>
		inputOf(getManyContacts, { simplify: false, filters: {}, ...parameters });
	const queryOf = (parameters: IDataObject) => getManyContacts.request(of(parameters), {}).query;
	const all = { returnAll: true };
	const some = (limit: number) => ({ returnAll: false, limit });

	it('asks for pages of a thousand, or for as many as are wanted', () => {
		expect(getManyContacts.request(of(all), {})).toMatchObject({
			method: 'GET',
			path: '/api/public/contacts',
			query: { limit: 1000, offset: 0 },
		});
		expect(queryOf(some(50))).toMatchObject({ limit: 50, offset: 0 });
		expect(queryOf(some(2500))).toMatchObject({ limit: 1000, offset: 0 });
	});

	const BEGINNING = '1970-01-01T00:00:00Z';
	it.each([
		[all, {}, { created_after: BEGINNING }],
		[some(5), {}, { days: 365 }],
		[all, { lastMessageDays: 7 }, { days: 7 }],
		[all, { createdAfter: '2026-01-31' }, { created_after: '2026-01-31T00:00:00Z' }],
		[all, { updatedAfter: '2026-01-31' }, { updated_after: '2026-01-31T00:00:00Z' }],
		[
			all,
			{ customFieldKey: 'a', customFieldValue: 'b' },
			{ created_after: BEGINNING, custom_field_key: 'a', custom_field_value: 'b' },
		],
	])('asks with %j and the filters %j for %j', (howMany, filters, query) => {
		const { limit, offset, ...asked } = queryOf({ ...howMany, filters }) ?? {};
		expect([asked, typeof limit, offset]).toEqual([query, 'number', 0]);
	});

	it('asks for the next page with the same filters', () => {
		const page = Array.from({ length: 1000 }, (_, id) => ({ id }));
		const next = getManyContacts.pages?.(of(all)).take(page, []).next;
		expect(next?.query).toEqual({ created_after: BEGINNING, limit: 1000, offset: 950 });
	});

	it('puts out one item for each contact', () => {
		const contacts = [{ id: 'a', name: 'Ana' }, { id: 'b' }];
		expect(getManyContacts.output(contacts, of(all))).toEqual(contacts);
	});
});
