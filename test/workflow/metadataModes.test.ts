import {
	addCustomerMetadata,
	addWebchatMetadata,
	assignments,
	fields,
	input,
	json,
	type NodeCase,
} from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';

const webchat = (block: Record<string, unknown>): NodeCase =>
	addWebchatMetadata({ externalUserId: 'user-12345', ...block, options: { concurrency: 1 } });

const asapp = (block: Record<string, unknown>): NodeCase =>
	addCustomerMetadata({
		externalConversationId: 'conversation-1',
		externalCustomerId: 'customer-1',
		...block,
	});

const typed = (name: string, type: string, value: unknown): Record<string, unknown> => ({
	metadataMode: 'fields',
	metadataFields: { assignments: [{ id: '1', name, type, value }] },
});

describe('metadata', () => {
	const runs = useSandbox();

	/** The metadata of the requests sent for these items. */
	async function sent(
		block: Record<string, unknown>,
		items: Array<Record<string, unknown>> = [{}],
	): Promise<unknown[]> {
		const { error } = await runs.run(webchat(block), items);
		expect(error).toBeUndefined();
		return runs.bodies<{ metadata: unknown }>().map(({ metadata }) => metadata);
	}

	/** Message and fix of a run in which nothing may be sent. */
	async function refused(
		block: Record<string, unknown>,
		items: Array<Record<string, unknown>> = [{}],
	): Promise<[message?: string, fix?: string | null]> {
		const { error } = await runs.run(webchat(block), items);
		expect(runs.sandbox.requests()).toEqual([]);
		return [error?.message, error?.description];
	}

	describe('from fields', () => {
		it('takes names and values from expressions, item by item', async () => {
			const block = fields({ '={{ $json.key }}': '={{ $json.value }}', fixed: 'text' });
			const items = [
				{ key: 'plan', value: 'basic' },
				{ key: 'tier', value: 'gold' },
			];
			expect(await sent(block, items)).toEqual([
				{ plan: 'basic', fixed: 'text' },
				{ tier: 'gold', fixed: 'text' },
			]);
		});

		it.each([
			['string', 'string', '={{ $json.text }}', 'Acme'],
			['number from text', 'number', '={{ $json.digits }}', 95.5],
			['number', 'number', '={{ $json.count }}', 3],
			['boolean from text', 'boolean', '={{ $json.yes }}', true],
			['boolean', 'boolean', false, false],
			['array', 'array', '={{ $json.list }}', ['a', 1, { b: true }]],
			['array from text', 'array', '["x","y"]', ['x', 'y']],
			['object', 'object', '={{ $json.nested }}', { city: 'Lima', geo: { lat: -12 } }],
			['object from text', 'object', '{ "city": "Lima" }', { city: 'Lima' }],
			[
				'date',
				'dateTime',
				'2024-01-15T10:00:00Z',
				expect.stringMatching(/^2024-01-15T/) as unknown,
			],
			['date in a text field', 'string', '={{ new Date(0) }}', '1970-01-01T00:00:00.000Z'],
			[
				'date of an expression',
				'string',
				'={{ DateTime.fromISO("2024-01-15T10:00:00Z").setZone("utc") }}',
				'2024-01-15T10:00:00.000Z',
			],
		])('sends a %s with its type', async (_name, type, value, expected) => {
			const item = {
				text: 'Acme',
				digits: '95.5',
				count: 3,
				yes: 'true',
				list: ['a', 1, { b: true }],
				nested: { city: 'Lima', geo: { lat: -12 } },
			};
			expect(await sent(typed('field', type, value), [item])).toEqual([{ field: expected }]);
		});

		it('names the field whose value does not fit its type', async () => {
			const items = [{ score: '7' }, { score: 'seven' }];
			expect(await refused(typed('score', 'number', '={{ $json.score }}'), items)).toEqual([
				'Item 1: Metadata "score" is "seven", which is not of type "number"',
				'Correct the value, or choose another type for this field. No item was sent.',
			]);
		});

		it('leaves out values that are not there', async () => {
			const block = fields({ kept: 'x', gone: '={{ $json.missing }}', none: '={{ null }}' });
			expect(await sent(block)).toEqual([{ kept: 'x' }]);
		});

		it('keeps a text that is empty', async () => {
			expect(await sent(fields({ note: '', kept: 'x' }))).toEqual([{ note: '', kept: 'x' }]);
		});

		it('refuses a field without a name', async () => {
			expect(await refused(fields({ a: 'x', '={{ "" }}': 'y' }))).toEqual([
				'Item 0: Metadata has a field without a name (number 2)',
				'Name the field, or remove it. No item was sent.',
			]);
		});

		it('refuses the same name twice', async () => {
			const [message] = await refused(fields({ a: 'x', '={{ "a" }}': 'y' }));
			expect(message).toBe('Item 0: Metadata has the key "a" twice');
		});

		it('takes the whole collection from an expression', async () => {
			const block = {
				metadataMode: 'fields',
				metadataFields: '={{ $json.collection }}',
			};
			const items = [{ collection: assignments({ plan: 'basic', seats: 3 }) }];
			expect(await sent(block, items)).toEqual([{ plan: 'basic', seats: 3 }]);
		});

		it('refuses a collection that is no list', async () => {
			const block = { metadataMode: 'fields', metadataFields: '={{ "plan=basic" }}' };
			expect(await refused(block)).toEqual([
				'Item 0: Metadata is "plan=basic", but must be a list of fields',
				expect.stringContaining('switch to JSON to send an object from an expression'),
			]);
		});
	});

	describe('from the input item', () => {
		const item = {
			plan: 'basic',
			seats: 3,
			active: true,
			address: { city: 'Lima', geo: { lat: -12.5 } },
			tags: ['a', { b: null }],
		};

		it('sends every field, nested ones as they are', async () => {
			expect(await sent(input(''), [{ ...item, nothing: null }])).toEqual([item]);
		});

		it('leaves out the excluded ones, of each item', async () => {
			const block = input('={{ $json.drop }}, drop');
			expect(
				await sent(block, [
					{ a: 1, b: 2, drop: 'a' },
					{ a: 1, b: 2, drop: 'b' },
				]),
			).toEqual([{ b: 2 }, { a: 1 }]);
		});

		it('does not mind spaces and empty names in the list of exclusions', async () => {
			expect(await sent(input(' seats ,, address,tags ,'), [item])).toEqual([
				{ plan: 'basic', active: true },
			]);
		});

		it('refuses an item of which nothing is left', async () => {
			const [message] = await refused(input('a'), [{ a: 1 }]);
			expect(message).toBe('Item 0: Metadata is empty: there is nothing to send');
		});

		it('becomes text for ASAPP', async () => {
			await runs.run(asapp(input('', 'attributes')), [item]);
			expect(runs.onlyRequest().body).toMatchObject({
				attributes: [
					{ name: 'plan', value: 'basic' },
					{ name: 'seats', value: '3' },
					{ name: 'active', value: 'true' },
					{ name: 'address', value: '{"city":"Lima","geo":{"lat":-12.5}}' },
					{ name: 'tags', value: '["a",{"b":null}]' },
				],
			});
		});
	});

	describe('from JSON', () => {
		it('sends what was typed', async () => {
			expect(await sent(json('{ "plan": "premium", "seats": 12, "a": { "b": [1] } }'))).toEqual([
				{ plan: 'premium', seats: 12, a: { b: [1] } },
			]);
		});

		it('takes expressions inside the text', async () => {
			const block = json('={ "name": "{{ $json.name }}", "seats": {{ $json.seats }} }');
			const items = [
				{ name: 'Ana', seats: 1 },
				{ name: 'Carla', seats: 2 },
			];
			expect(await sent(block, items)).toEqual(items);
		});

		it('takes an object from an expression', async () => {
			const data = { plan: 'basic', nested: { at: [1, 2] } };
			expect(await sent(json('={{ $json.data }}'), [{ data }])).toEqual([data]);
		});

		it('turns dates of an expression into ISO 8601', async () => {
			const block = json('={{ { at: new Date(0), list: [DateTime.fromMillis(0).toUTC()] } }}');
			expect(await sent(block)).toEqual([
				{ at: '1970-01-01T00:00:00.000Z', list: ['1970-01-01T00:00:00.000Z'] },
			]);
		});

		it('says what is wrong with the text, where, and in which item', async () => {
			const items = [{ text: '{}' }, { text: '{ "plan": "basic", }' }];
			const block = json('={{ $json.text }}');
			const outcome = await runs.run(webchat(block), items.slice(1), {
				onError: 'continueRegularOutput',
			});
			expect(runs.sandbox.requests()).toEqual([]);
			expect(outcome.items[0]?.json).toEqual({
				error: expect.stringMatching(
					/^Item 0: Metadata is not valid JSON: .*position 19/,
				) as unknown,
				details: {
					field: 'Metadata',
					hint: 'Write one JSON object, such as { "plan": "premium" }.',
				},
			});
		});

		it('names the item of several', async () => {
			const items = [{ text: '{ "a": 1 }' }, { text: '{ "plan": "basic" ' }];
			const [message] = await refused(json('={{ $json.text }}'), items);
			expect(message).toMatch(/^Item 1: Metadata is not valid JSON: /);
		});

		it.each([
			['a list', '[1, 2]', 'a list'],
			['a number', '42', '"42"'],
			['a text', '"plan"', '"plan"'],
		])('refuses %s', async (_name, text, kind) => {
			expect(await refused(json(text))).toEqual([
				`Item 0: Metadata is ${kind}, but must be a JSON object`,
				'Write one JSON object, such as { "plan": "premium" }. No item was sent.',
			]);
		});

		it('refuses values JSON cannot hold, by their path', async () => {
			const [message] = await refused(json('={{ { a: { b: [0 / 0] } } }}'));
			expect(message).toBe('Item 0: Metadata "a.b.0" is NaN, which JSON cannot hold');
		});
	});
});
