import type { IDataObject } from 'n8n-workflow';

import { getManyContacts } from '../../../../../nodes/Vambe/resources/contact/getMany';
import { inputOf } from '../../../../support/inputOf';

const contacts = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ id: `c-${index}`, name: `Contact ${index}` }));

describe('get many contacts', () => {
	const of = (parameters: IDataObject) =>
		inputOf(getManyContacts, { simplify: false, filters: {}, ...parameters });
	const all = of({ returnAll: true });
	const some = (limit: number) => of({ returnAll: false, limit });
	const next = (input: unknown, received: number, page: number) =>
		getManyContacts.nextPage?.(input, received, contacts(page))?.query;

	it('asks for pages of a thousand, or for as many as are wanted', () => {
		expect(getManyContacts.request(all, {})).toMatchObject({
			method: 'GET',
			path: '/api/public/contacts',
			query: { limit: 1000, offset: 0 },
		});
		expect(getManyContacts.request(some(50), {}).query).toMatchObject({ limit: 50, offset: 0 });
		expect(getManyContacts.request(some(2500), {}).query).toMatchObject({ limit: 1000, offset: 0 });
	});

	it('goes on after a full page, from where it came to', () => {
		expect(next(all, 1000, 1000)).toMatchObject({ limit: 1000, offset: 1000 });
		expect(next(some(2500), 1000, 1000)).toMatchObject({ limit: 1000, offset: 1000 });
		expect(next(some(2500), 2000, 1000)).toMatchObject({ limit: 500, offset: 2000 });
	});

	it.each([
		['a short page', all, 1999, 999],
		['an empty page', all, 2000, 0],
		['as many as are wanted', some(2500), 2500, 500],
		['a short last page', some(2500), 2400, 400],
		['one page', some(50), 50, 50],
	])('ends with %s', (_what, input, received, page) => {
		expect(next(input, received, page)).toBeUndefined();
	});

	it('ends with an answer that is no list, and passes it on', () => {
		expect(getManyContacts.nextPage?.(all, 1, { message: 'none' })).toBeUndefined();
		expect(getManyContacts.output({ message: 'none' }, all)).toEqual([{ message: 'none' }]);
	});

	it('puts out one item for each contact', () => {
		expect(getManyContacts.output(contacts(3), all)).toEqual(contacts(3));
	});
});
