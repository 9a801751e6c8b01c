import { casesWith, nodeWith, type MetadataBlock, type OperationCase } from '../cases';
import { assignments, fields, input, json, type NodeCase } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';

type WithBlock = OperationCase & { metadataBlock: MetadataBlock };

/** One value as the block sends it. */
function valueSent({ values }: MetadataBlock, value: unknown): unknown {
	if (values === 'typed' || typeof value === 'string' || isMatcher(value)) return value;
	return typeof value === 'object' ? JSON.stringify(value) : `${value as number | boolean}`;
}

const isMatcher = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && 'asymmetricMatch' in value;

const BLOCKS = casesWith('metadataBlock').map((one): [string, WithBlock] => [one.name, one]);

describe.each(BLOCKS)('the metadata block: %s', (_case, operation) => {
	const runs = useSandbox();
	const { metadataBlock: block, idParameter = '' } = operation;
	const { name: prefix, displayName } = block;

	/** The case's node for one record, with another metadata block. */
	const nodeOfBlock = (changes: Record<string, unknown>): NodeCase => {
		const { type, parameters } = nodeWith(operation, operation.parameters);
		const id = parameters[idParameter];
		const fixed = typeof id === 'object' ? { ...id, value: operation.id(0) } : operation.id(0);
		return {
			type,
			parameters: { ...parameters, [idParameter]: fixed, ...changes, options: { concurrency: 1 } },
		};
	};
	const typed = (name: string, type: string, value: unknown): Record<string, unknown> => ({
		[`${prefix}Mode`]: 'fields',
		[`${prefix}Fields`]: { assignments: [{ id: '1', name, type, value }] },
	});
	const asSent = (values: Record<string, unknown>): Record<string, unknown> =>
		Object.fromEntries(
			Object.entries(values).map(([name, value]) => [name, valueSent(block, value)]),
		);

	const fieldsOf = (values: Record<string, unknown>) => fields(values, prefix);
	const jsonOf = (text: string) => json(text, prefix);
	const inputOf = (exclude: string) => input(exclude, prefix);

	/** The metadata of the requests sent for these items. */
	async function sent(
		changes: Record<string, unknown>,
		items: Array<Record<string, unknown>> = [{}],
	): Promise<unknown[]> {
		const { error } = await runs.run(nodeOfBlock(changes), items);
		expect(error).toBeUndefined();
		return runs.bodies().map(block.of);
	}

	/** Message and fix of a run in which nothing may be sent. */
	async function refused(
		changes: Record<string, unknown>,
		items: Array<Record<string, unknown>> = [{}],
	): Promise<[message?: string, fix?: string | null]> {
		const { error } = await runs.run(nodeOfBlock(changes), items);
		expect(runs.sandbox.requests()).toEqual([]);
		return [error?.message, error?.description];
	}

	describe('from fields', () => {
		it('takes names and values from expressions, item by item', async () => {
			const changes = fieldsOf({ '={{ $json.key }}': '={{ $json.value }}', fixed: 'text' });
			const items = [
				{ key: 'plan', value: 'basic' },
				{ key: 'tier', value: 'gold' },
			];
			expect(await sent(changes, items)).toEqual([
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
			expect(await sent(typed('field', type, value), [item])).toEqual([
				asSent({ field: expected }),
			]);
		});

		it('names the field whose value does not fit its type', async () => {
			const items = [{ score: '7' }, { score: 'seven' }];
			expect(await refused(typed('score', 'number', '={{ $json.score }}'), items)).toEqual([
				`Item 1 (row 2 of 2): ${displayName} "score" is "seven", which is not of type "number"`,
				'Correct the value, or choose another type for this field. No items were completed.',
			]);
		});

		it('leaves out values that are not there', async () => {
			const changes = fieldsOf({ kept: 'x', gone: '={{ $json.missing }}', none: '={{ null }}' });
			expect(await sent(changes)).toEqual([{ kept: 'x' }]);
		});

		it('leaves out a text that is empty', async () => {
			expect(await sent(fieldsOf({ note: '', blank: ' \u200b', kept: 'x' }))).toEqual([
				{ kept: 'x' },
			]);
		});

		it('refuses a field without a name', async () => {
			expect(await refused(fieldsOf({ a: 'x', '={{ "" }}': 'y' }))).toEqual([
				`Item 0 (row 1 of 1): ${displayName} has a field without a name (number 2)`,
				'Name the field, or remove it. No items were completed.',
			]);
		});

		it('refuses the same name twice', async () => {
			const [message] = await refused(fieldsOf({ a: 'x', '={{ "a" }}': 'y' }));
			expect(message).toBe(`Item 0 (row 1 of 1): ${displayName} has the key "a" twice`);
		});

		it('takes the whole collection from an expression', async () => {
			const changes = {
				[`${prefix}Mode`]: 'fields',
				[`${prefix}Fields`]: '={{ $json.collection }}',
			};
			const items = [{ collection: assignments({ plan: 'basic', seats: 3 }) }];
			expect(await sent(changes, items)).toEqual([asSent({ plan: 'basic', seats: 3 })]);
		});

		it('refuses a collection that is no list', async () => {
			const changes = {
				[`${prefix}Mode`]: 'fields',
				[`${prefix}Fields`]: '={{ "plan=basic" }}',
			};
			expect(await refused(changes)).toEqual([
				`Item 0 (row 1 of 1): ${displayName} is "plan=basic", but must be a list of fields`,
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
			expect(await sent(inputOf(''), [{ ...item, nothing: null }])).toEqual([asSent(item)]);
		});

		it('leaves out the excluded ones, of each item', async () => {
			const changes = inputOf('={{ $json.drop }}, drop');
			expect(
				await sent(changes, [
					{ a: 1, b: 2, drop: 'a' },
					{ a: 1, b: 2, drop: 'b' },
				]),
			).toEqual([asSent({ b: 2 }), asSent({ a: 1 })]);
		});

		it('does not mind spaces and empty names in the list of exclusions', async () => {
			expect(await sent(inputOf(' seats ,, address,tags ,'), [item])).toEqual([
				asSent({ plan: 'basic', active: true }),
			]);
		});

		it(`${block.required ? 'refuses' : 'takes'} an item of which nothing is left`, async () => {
			if (!block.required) {
				expect([{}, undefined]).toContainEqual((await sent(inputOf('a'), [{ a: 1 }]))[0]);
				return;
			}
			const [message] = await refused(inputOf('a'), [{ a: 1 }]);
			expect(message).toBe(
				`Item 0 (row 1 of 1): ${displayName} is empty: there is nothing to send`,
			);
		});

		const TEXTS = {
			plan: 'basic',
			seats: '3',
			active: 'true',
			address: '{"city":"Lima","geo":{"lat":-12.5}}',
			tags: '["a",{"b":null}]',
		};
		it(`${block.values === 'text' ? 'becomes text' : 'keeps its types'}`, async () => {
			const [values] = await sent(inputOf(''), [item]);
			expect(values).toEqual(block.values === 'text' ? TEXTS : item);
		});
	});

	describe('from JSON', () => {
		it('sends what was typed', async () => {
			expect(await sent(jsonOf('{ "plan": "premium", "seats": 12, "a": { "b": [1] } }'))).toEqual([
				asSent({ plan: 'premium', seats: 12, a: { b: [1] } }),
			]);
		});

		it('takes expressions inside the text', async () => {
			const changes = jsonOf('={ "name": "{{ $json.name }}", "seats": {{ $json.seats }} }');
			const items = [
				{ name: 'Ana', seats: 1 },
				{ name: 'Carla', seats: 2 },
			];
			expect(await sent(changes, items)).toEqual(items.map(asSent));
		});

		it('takes an object from an expression', async () => {
			const data = { plan: 'basic', nested: { at: [1, 2] } };
			expect(await sent(jsonOf('={{ $json.data }}'), [{ data }])).toEqual([asSent(data)]);
		});

		it('turns dates of an expression into ISO 8601', async () => {
			const changes = jsonOf('={{ { at: new Date(0), list: [DateTime.fromMillis(0).toUTC()] } }}');
			expect(await sent(changes)).toEqual([
				asSent({ at: '1970-01-01T00:00:00.000Z', list: ['1970-01-01T00:00:00.000Z'] }),
			]);
		});

		it('says what is wrong with the text, where, and in which item', async () => {
			const items = [{ text: '{}' }, { text: '{ "plan": "basic", }' }];
			const changes = jsonOf('={{ $json.text }}');
			const outcome = await runs.run(nodeOfBlock(changes), items.slice(1), {
				onError: 'continueRegularOutput',
			});
			expect(runs.sandbox.requests()).toEqual([]);
			expect(outcome.items[0]?.json).toEqual({
				...items[1],
				error: expect.stringMatching(
					new RegExp(`^Item 0: ${displayName} is not valid JSON: .*position 19`),
				) as unknown,
				details: {
					field: displayName,
					hint: 'Write one JSON object, such as { "plan": "premium" }.',
				},
			});
		});

		it('names the item of several', async () => {
			const items = [{ text: '{ "a": 1 }' }, { text: '{ "plan": "basic" ' }];
			const [message] = await refused(jsonOf('={{ $json.text }}'), items);
			expect(message).toMatch(`Item 1 (row 2 of 2): ${displayName} is not valid JSON: `);
		});

		it.each([
			['a list', '[1, 2]', 'a list'],
			['a number', '42', '"42"'],
			['a text', '"plan"', '"plan"'],
		])('refuses %s', async (_name, text, kind) => {
			expect(await refused(jsonOf(text))).toEqual([
				`Item 0 (row 1 of 1): ${displayName} is ${kind}, but must be a JSON object`,
				'Write one JSON object, such as { "plan": "premium" }. No items were completed.',
			]);
		});

		it('refuses values JSON cannot hold, by their path', async () => {
			const [message] = await refused(jsonOf('={{ { a: { b: [0 / 0] } } }}'));
			expect(message).toBe(
				`Item 0 (row 1 of 1): ${displayName} "a.b.0" is NaN, which JSON cannot hold`,
			);
		});
	});
});
