import { byId } from '../../../engine/nodeCase';
import type { OperationCase, WrongValue } from '../../operationCase';
import { noBoolean, noCollection, shown } from '../../wrongValues';
import { contactId } from '../metadata';

const ROUTE = '/api/public/contacts';
const STAGE = '550e8400-e29b-41d4-a716-446655440000';

const filter = (name: string, field: string, value: unknown, problem: string): WrongValue => ({
	field,
	changes: { filters: { [name]: value } },
	problem,
});
const DAYS = 'a whole number from 1 to 365';
const MOMENT = 'a date and time in ISO 8601';

const WRONG: readonly WrongValue[] = [
	...noCollection('filters', 'Filters'),
	...noBoolean('simplify', 'Simplify'),
	...noBoolean('returnAll', 'Return All'),
	...[0, -1, 1.5, 'many', [5]].map((limit): WrongValue => ({
		field: 'Limit',
		changes: { limit },
		problem: `is ${shown(limit)}, but must be a whole number of 1 or more`,
	})),
	...[0, 366, 1.5, 'week'].map((days) =>
		filter('lastMessageDays', 'Last Message Days', days, `is ${shown(days)}, but must be ${DAYS}`),
	),
	...['yesterday', '2026-13-01', 5, '31.01.2026'].flatMap((moment) => [
		filter('createdAfter', 'Created After', moment, `is ${shown(moment)}, but must be ${MOMENT}`),
		filter('updatedAfter', 'Updated After', moment, `is ${shown(moment)}, but must be ${MOMENT}`),
	]),
	{
		field: 'Custom Field Value',
		changes: { filters: { customFieldKey: 'plan' } },
		problem: 'is empty, but Custom Field Key is set',
	},
	{
		field: 'Custom Field Key',
		changes: { filters: { customFieldValue: 'premium', customFieldKey: '' } },
		problem: 'is empty, but Custom Field Value is set',
	},
];

/** The first contacts of the sandbox, told apart by the moment of their creation. */
const created = (number: number): string =>
	new Date(Date.UTC(2024, 8, 30, 10) + number * 86_400_000).toISOString();
const createdBefore = (number: number): string => created(number).replace('10:00', '09:00');

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'contact',
	operation: 'getMany',
	name: 'get many contacts',
	evidence: 'Used; what the stage filter looks at was seen by one client',
	// The first one created after the moment in `id`.
	parameters: { limit: 1, filters: { createdAfter: '={{ $json.id }}' } },
	id: (number) => createdBefore(number + 1),
	hint: 'Limit is 1, and that many contacts came: there may be more. Raise Limit, or turn on Return All.',
	required: {},
	request: {
		method: 'GET',
		route: ROUTE,
		status: 200,
		match: ({ id }) => ({ path: encodeURIComponent(id) }),
		hasBody: false,
	},
	answer: [],
	output: (id) => [
		{ id: contactId(Math.round((Date.parse(id) - Date.parse(createdBefore(1))) / 86_400_000)) },
	],
	examples: {
		'contacts of a stage': {
			parameters: { limit: 5, filters: { stageId: byId(STAGE), lastMessageDays: 30 } },
			path: `${ROUTE}?days=30&stage_id=${STAGE}&limit=5&offset=0`,
		},
		'contacts with a ticket in a pipeline': {
			parameters: { limit: 5, filters: { pipelineId: byId(STAGE), lastMessageDays: 30 } },
			path: `${ROUTE}?days=30&pipeline_id=${STAGE}&limit=5&offset=0`,
		},
		'contacts without filters': {
			parameters: {},
			path: `${ROUTE}?days=365&limit=50&offset=0`,
		},
		'contacts with a custom field, updated since': {
			parameters: {
				returnAll: true,
				filters: {
					updatedAfter: '2026-01-31T09:30:00Z',
					customFieldKey: 'company_name',
					customFieldValue: 'Acme Corp',
				},
			},
			path: `${ROUTE}?updated_after=2026-01-31T09%3A30%3A00Z&custom_field_key=company_name&custom_field_value=Acme%20Corp&limit=1000&offset=0`,
		},
	},
	refusals: {},
	hostile: [
		{
			name: 'get many contacts',
			parameters: { returnAll: false, limit: 50, filters: {}, simplify: true, options: {} },
			texts: [
				{ name: 'filters.stageId', field: 'Stage', uuid: true },
				{ name: 'filters.pipelineId', field: 'Pipeline', uuid: true },
			],
			wrong: WRONG,
		},
	],
};
