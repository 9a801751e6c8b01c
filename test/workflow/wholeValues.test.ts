import { nodeWith, type Parameters } from '../cases';
import { useSandbox } from '../engine/sandboxRuns';

// Rows that come of one expression in place of them all. n8n drops it without a word; without a trick of
// ours, a template would go out with no variables, and a customer be stored without custom fields.

const runs = useSandbox();
const items = [
	{ who: '+56912345678', list: ['Maria', '10:30'], fields: [{ key: 'company_name', value: 'A' }] },
	{ who: '+56912345679', list: ['Jose', '11:30'], fields: [{ key: 'company_name', value: 'B' }] },
];
const continued = { onError: 'continueRegularOutput' } as const;

/** What n8n stores where a program wrote `given` in place of the rows. */
const template = (variables: unknown) =>
	nodeWith(
		{ node: 'vambe', resource: 'message', operation: 'sendTemplate' },
		{ templateId: 'reminder', contactPhoneNumber: '={{ $json.who }}', variables },
	);
const customer = (customFields: unknown) =>
	nodeWith(
		{ node: 'vambe', resource: 'customer', operation: 'upsert' },
		{
			channel: 'whatsapp',
			channelPhoneNumber: '+56987654321',
			contactPhoneNumber: '={{ $json.who }}',
			customFields,
		},
	);

it.each([
	'={{ $json.list }}',
	'={{ JSON.stringify($json.list) }}',
	'={{ { variable: $json.list.map((value) => ({ value })) } }}',
	{ variable: '={{ $json.list }}' },
	{ variable: [{ value: '={{ $json.list }}' }] },
	{ variable: [{ value: '={{ $json.list[0] }}' }, { value: '={{ $json.list[1] }}' }] },
])('the variables of a template: %j', async (variables) => {
	await runs.run(template(variables), items);
	expect(runs.bodies<Parameters>().map((body) => body.variables)).toEqual([
		['Maria', '10:30'],
		['Jose', '11:30'],
	]);
});

it('variables that are the same for all items may be a list, too', async () => {
	await runs.run(template(['Maria']), items);
	expect(runs.bodies<Parameters>().map((body) => body.variables)).toEqual([['Maria'], ['Maria']]);
});

it.each([{}, { variable: [] }, '={{ [] }}', undefined])('no variables: %j', async (variables) => {
	await runs.run(template(variables), items);
	expect(runs.bodies<Parameters>().map((body) => body.variables)).toEqual([[], []]);
});

it.each([
	['={{ $json.lisst }}', 'Variables is empty: the expression in its place yields nothing'],
	['={{ $json.who }}', 'Variables is "+56912345678", but must be a list of texts'],
	[{ variable: '={{ $json.lisst }}' }, 'Variables'],
	[{ variable: [{}] }, 'Variables has no value for variable 1'],
	[
		{ variable: [{ value: 'x' }, { value: '={{ $json.lisst }}' }] },
		'Variables has no value for variable 2',
	],
])(
	'variables that come to nothing are refused, and no template is sent: %j',
	async (variables, error) => {
		const outcome = await runs.run(template(variables), items, continued);
		expect(outcome.items[0]?.json.error).toContain(`Item 0: ${error}`);
		expect(runs.sandbox.requests()).toEqual([]);
	},
);

it.each([
	'={{ $json.fields }}',
	'={{ { field: $json.fields } }}',
	{ field: '={{ $json.fields }}' },
])('the custom fields of a customer: %j', async (customFields) => {
	await runs.run(customer(customFields), items);
	expect(runs.bodies<Parameters>().map((body) => body.custom_field_values)).toEqual([
		[{ key: 'company_name', value: 'A' }],
		[{ key: 'company_name', value: 'B' }],
	]);
});
