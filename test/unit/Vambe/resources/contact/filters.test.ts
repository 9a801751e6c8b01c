import { itemOf } from '../../../../support/itemOf';
import { problemOf } from '../../../../support/problemOf';
import { contactFilters } from '../../../../../nodes/Vambe/resources/contact/filters';
import { howMany } from '../../../../../nodes/shared/fields/howMany';

describe('the filters of a list of contacts', () => {
	const query = (filters: unknown) => contactFilters.read(itemOf({ filters }), 'filters');

	it.each([
		[{}, {}],
		[{ lastMessageDays: 7 }, { days: 7 }],
		[{ lastMessageDays: '' }, {}],
		[{ createdAfter: '2026-01-31' }, { created_after: '2026-01-31T00:00:00Z' }],
		[{ updatedAfter: '2026-01-31' }, { updated_after: '2026-01-31T00:00:00Z' }],
		[
			{ customFieldKey: 'plan', customFieldValue: 5 },
			{ custom_field_key: 'plan', custom_field_value: '5' },
		],
		[{ customFieldKey: '', customFieldValue: null }, {}],
	])('%j ask for %j', (filters, expected) => {
		expect(query(filters)).toEqual(expected);
	});

	it.each([
		['customFieldKey', 'Custom Field Value is empty, but Custom Field Key is set'],
		['customFieldValue', 'Custom Field Key is empty, but Custom Field Value is set'],
	])('%s does not go alone', (name, message) => {
		expect(problemOf(() => query({ [name]: 'x' }))?.message).toBe(message);
	});
});

describe('how many', () => {
	const read = (parameters: Record<string, unknown>) =>
		howMany.read(itemOf(parameters), 'returnAll');

	it.each([
		[{}, 50],
		[{ returnAll: false, limit: 7 }, 7],
		[{ returnAll: true, limit: 7 }, Infinity],
		// What is hidden cannot be wrong.
		[{ returnAll: true, limit: 'all' }, Infinity],
	])('%j is %p', (parameters, expected) => {
		expect(read(parameters)).toBe(expected);
	});

	it.each([0, -1, 1.5, 'all'])('is not %p', (limit) => {
		expect(problemOf(() => read({ limit }))?.field).toBe('Limit');
	});
});
