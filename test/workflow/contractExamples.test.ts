import { casesWith, nodeWith, OPERATION_CASES, SERVICES } from '../cases';
import { fields, type NodeCase } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';
import { asapp, ticket, webchatContact, whatsapp } from '../support/nodes';

const EXAMPLES = OPERATION_CASES.flatMap((operation) =>
	Object.entries(operation.examples).map(
		([what, example]) => [operation.name, what, operation, example] as const,
	),
);

describe('one request, exactly as the reference shows it', () => {
	const runs = useSandbox();

	it.each(EXAMPLES)('%s: %s', async (_name, _what, operation, example) => {
		const { parameters, path, body, output, item = {} } = example;
		const { error, items } = await runs.run(nodeWith(operation, parameters), [item]);
		expect(error).toBeUndefined();
		expect(runs.onlyRequest()).toEqual({
			method: operation.request.method,
			path,
			headers: headersOf(operation),
			accepted: true,
			body,
		});
		const isList = Array.isArray(operation.output(operation.id(0)));
		if (!isList) expect(items).toHaveLength(1);
		if (output !== undefined) expect(items.map(({ json }) => json)).toEqual([output].flat());
	});

	it.each(OPERATION_CASES.map((operation) => [operation.name, operation] as const))(
		'%s: has an example, and goes where its case says',
		(_name, { examples, request }) => {
			const route = new RegExp(`^${request.route.replace(/\{\w+\}/g, '[^/?]+')}(\\?|$)`);
			expect(Object.keys(examples)).not.toEqual([]);
			for (const { path } of Object.values(examples)) expect(path).toMatch(route);
		},
	);
});

/** A request without a body has no content type. */
function headersOf({ node, request }: (typeof OPERATION_CASES)[number]): Record<string, string> {
	const { 'content-type': contentType, ...keys } = SERVICES[node].headers;
	return request.hasBody && contentType ? { ...keys, 'content-type': contentType } : keys;
}

describe.each(casesWith('batch').map((operation) => [operation.name, operation] as const))(
	'the example of many: %s',
	(_name, operation) => {
		const runs = useSandbox();
		const { route, example } = operation.batch;
		const sent = example.sent(expect.stringMatching(/^[0-9a-f-]{36}$/));
		const nodeOf = (options: Record<string, unknown>): NodeCase =>
			nodeWith(operation, { ...example.parameters, options });

		it('is one request per record by default', async () => {
			const { items } = await runs.run(nodeOf({ concurrency: 1 }), example.items);
			expect(items).toHaveLength(example.items.length);
			const requests = runs.sandbox.requests();
			expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
				example.items.map(() => `POST ${operation.request.route}`),
			);
			expect(runs.bodies()).toEqual(sent);
			expect(requests.every(({ accepted }) => accepted)).toBe(true);
		});

		it('is one request for all of them with a batch size', async () => {
			const { items } = await runs.run(nodeOf({ batchSize: 1000 }), example.items);
			expect(runs.onlyRequest()).toEqual({
				method: 'POST',
				path: route,
				headers: SERVICES[operation.node].headers,
				accepted: true,
				body: { items: sent },
			});
			const ids = Object.keys(operation.required);
			expect(items.map(({ json }) => ids.map((name) => json[name]))).toEqual(
				example.items.map((item) => ids.map((name) => item[name])),
			);
		});
	},
);

describe('expressions', () => {
	const runs = useSandbox();

	it('are resolved for each item', async () => {
		const people = [
			{ phone: '+56900000001', name: 'Ana', plan: 'basic' },
			{ phone: '+56900000002', name: 'Benjamin', plan: 'premium' },
			{ phone: '+56900000003', name: 'Carla', plan: 'basic' },
		];
		const node = whatsapp({
			contactPhoneNumber: '={{ $json.phone }}',
			additionalFields: { contactName: '={{ $json.name }}' },
			customFields: { field: [{ key: 'plan', value: '={{ $json.plan }}' }] },
			...fields({ position: '={{ $itemIndex }}' }),
			options: { concurrency: 1 },
		});
		await runs.run(node, people);
		expect(runs.bodies()).toEqual(
			people.map(({ phone, name, plan }, index) => ({
				channel: 'whatsapp',
				channel_phone_number: '+56987654321',
				contact_phone_number: phone,
				contact_name: name,
				custom_field_values: [{ key: 'plan', value: plan }],
				meta_data: { position: index },
			})),
		);
	});

	it('that yield numbers and booleans become text in text fields', async () => {
		await runs.run(
			whatsapp({
				channelPhoneNumber: '={{ 56987654321 }}',
				contactPhoneNumber: '={{ $json.phone }}',
				additionalFields: { contactName: '={{ $json.vip }}', contactEmail: '={{ 7.5 }}' },
				customFields: { field: [{ key: 'email_opt_in', value: '={{ $json.vip }}' }] },
			}),
			[{ phone: 56912345678, vip: true }],
		);
		expect(runs.onlyRequest().body).toEqual({
			channel: 'whatsapp',
			channel_phone_number: '56987654321',
			contact_phone_number: '56912345678',
			contact_name: 'true',
			contact_email: '7.5',
			custom_field_values: [{ key: 'email_opt_in', value: 'true' }],
			meta_data: {},
		});
	});

	it('that yield numbers become text in the IDs of every other operation', async () => {
		const number = [{ id: 56912345678 }];
		await runs.run(
			webchatContact({ externalUserId: '={{ $json.id }}', ...fields({ a: 'b' }) }),
			number,
		);
		await runs.run(
			ticket({
				identifyBy: 'contactNumber',
				contactNumber: '={{ $json.id }}',
				...fields({ a: 'b' }),
			}),
			number,
		);
		await runs.run(
			asapp({
				externalConversationId: '={{ $json.id }}',
				externalCustomerId: '={{ $json.id }}',
				additionalFields: { addressZipcode: '={{ 10001 }}' },
			}),
			number,
		);
		expect(runs.bodies()).toEqual([
			{ externalUserId: '56912345678', metadata: { a: 'b' } },
			{ contact_number: '56912345678', metadata: { a: 'b' } },
			{
				externalConversationId: '56912345678',
				externalCustomerId: '56912345678',
				addressZipcode: '10001',
				eventId: expect.any(String) as unknown,
			},
		]);
	});
});
