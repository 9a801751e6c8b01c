import { SEED, startSandbox } from '../../sandbox';
import { OPERATION_CASES, nodeOf, nodeWith, type OperationCase, type Parameters } from '../cases';
import { json } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';

// A contact by what a person knows of it: looked up before anything is written.

const runs = useSandbox();
const by = (mode: string, value = '={{ $json.who }}'): Parameters => ({ __rl: true, mode, value });
const continued = { onError: 'continueRegularOutput' } as const;

const searches = () => runs.sandbox.requests().filter(({ path }) => path.endsWith('/search'));
const others = () => runs.sandbox.requests().filter(({ path }) => !path.endsWith('/search'));

/** Writes metadata to whoever is named. */
const update = (mode: string, options: Parameters = {}) =>
	nodeWith(
		{ node: 'vambe', resource: 'contact', operation: 'updateMetadata' },
		{ contactId: by(mode), ...json('={{ { value: $json.value } }}'), options },
	);
const metadataOf = (id: string | undefined) =>
	runs.sandbox.state().contacts.find((one) => one.id === id)?.metadata;

const WITH_CONTACT = OPERATION_CASES.filter(({ parameters }) => 'contactId' in parameters);

describe('every operation that asks for a contact', () => {
	it('is tried', () => expect(WITH_CONTACT.length).toBeGreaterThanOrEqual(6));

	const cases = WITH_CONTACT.flatMap((operation) =>
		[
			['phone', '+56 9 1234-5678'],
			['email', 'Maria.Rodriguez@EXAMPLE.com'],
		].map(([mode = '', who = '']) => [operation.name, mode, who, operation] as const),
	);

	it.each(cases)('%s finds it by %s', async (_name, mode, who, operation: OperationCase) => {
		const { parameters } = operation;
		const found = nodeWith(operation, { ...parameters, contactId: by(mode) });
		const named = nodeWith(operation, { ...parameters, contactId: by('id', SEED.contactId) });
		const items = [{ who, value: 'value-1.' }];
		expect((await runs.run(found, items)).error).toBeUndefined();
		const sent = others().map(({ method, url, body }) => ({ method, url, body }));
		expect(searches()).toHaveLength(1);
		runs.sandbox.reset();
		await runs.run(named, items);
		expect(sent).toEqual(others().map(({ method, url, body }) => ({ method, url, body })));
	});
});

describe('a number', () => {
	it('is looked up once, however often and in whatever ways it is written', async () => {
		const ways = ['+56912345678', '56 9 1234 5678', '(56) 9-1234-5678', 'whatsapp:+56912345678'];
		const items = Array.from({ length: 20 }, (_, index) => ({
			who: ways[index % ways.length],
			value: `v${index}`,
		}));
		const { error } = await runs.run(update('phone'), items);
		expect(error).toBeUndefined();
		expect(searches()).toHaveLength(1);
		expect(others()).toHaveLength(20);
		// Items of one contact keep their order, whatever they call it.
		expect(metadataOf(SEED.contactId)).toMatchObject({ value: 'v19' });
	});

	it('of which only a part fits finds nobody, and says who is near', async () => {
		const { items } = await runs.run(
			update('phone'),
			[{ who: '912345678', value: 'x' }],
			continued,
		);
		expect(items[0]?.json).toMatchObject({
			error:
				'Item 0: Contact is "912345678", but no contact has this phone number; similar: "Maria Rodriguez" (whatsapp, …5678)',
			details: { code: 'NOT_FOUND', field: 'Contact' },
		});
		expect(others()).toEqual([]);
	});

	it.each([
		['+525512345678', '+52 1 55 1234 5678'],
		['+5491112345678', '+54 11 1234 5678'],
	])('stored as %s is found by %s', async (phone, who) => {
		const [id] = runs.sandbox.putContacts([{ phone }, { phone: `+1${phone.slice(-10)}` }]);
		const { error } = await runs.run(update('phone'), [{ who, value: 'x' }]);
		expect(error).toBeUndefined();
		expect(metadataOf(id)).toEqual({ value: 'x' });
	});

	it('that 50 contacts have in theirs, and none alone, is too little', async () => {
		runs.sandbox.putContacts(
			Array.from({ length: 60 }, (_, at) => ({ phone: `+777777${at + 100}` })),
		);
		const { items } = await runs.run(update('phone'), [{ who: '777777', value: 'x' }], continued);
		expect(items[0]?.json).toMatchObject({ details: { code: 'TOO_MANY_FOUND' } });
	});
});

it.each(["o'brien+shop@x.co", 'a&b=c%40#d?e@x.co', 'josé@exámple.cl', 'JOSÉ@EXÁMPLE.CL'])(
	'an address with signs that mean something elsewhere is found: %s',
	async (who) => {
		const [id] = runs.sandbox.putContacts([
			{ email: who.toLowerCase() },
			{ email: `x${who.toLowerCase()}` },
		]);
		const { error } = await runs.run(update('email'), [{ who, value: 'x' }]);
		expect(error).toBeUndefined();
		expect(metadataOf(id)).toEqual({ value: 'x' });
	},
);

describe('several contacts with one number', () => {
	const twins = () =>
		runs.sandbox.putContacts([
			{ phone: '+56955551111', name: 'Ana', last_message_at: '2026-01-01T00:00:00Z' },
			{
				phone: '+56955551111',
				name: 'Ana T.',
				platform: 'web-whatsapp',
				last_message_at: '2026-02-01T00:00:00Z',
			},
		]);
	const item = { who: '+56955551111', value: 'x' };

	it('fail, and are named', async () => {
		twins();
		const { items } = await runs.run(update('phone'), [item], continued);
		expect(items[0]?.json).toMatchObject({
			error:
				'Item 0: Contact is "+56955551111", but 2 contacts have this phone number: "Ana" (whatsapp, …1111), "Ana T." (web-whatsapp, …1111)',
			details: { code: 'SEVERAL_FOUND' },
		});
		expect(others()).toEqual([]);
	});

	it('are one with Several Matches: the one with the newest message', async () => {
		const [older, newer] = twins();
		await runs.run(update('phone', { severalMatches: 'latest' }), [item]);
		expect(metadataOf(newer)).toEqual({ value: 'x' });
		expect(metadataOf(older)).toEqual({});
	});
});

describe('one number that nobody has', () => {
	const items = [
		{ who: '+56912345678', value: 'a' },
		{ who: '+56900000000', value: 'b' },
		{ who: '+56910000004', value: 'c' },
	];

	it('writes nothing at all in Stop Workflow', async () => {
		const { error } = await runs.run(update('phone'), items);
		expect(error?.message).toContain('Contact is "+56900000000", but no contact has this');
		expect(error?.message).toMatch(/^Item 1 /);
		expect(others()).toEqual([]);
	});

	it('fails its item, and no other, in Continue', async () => {
		const outcome = await runs.run(update('phone'), items, continued);
		expect(outcome.items.map((one) => 'error' in one.json)).toEqual([false, true, false]);
		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((at) => ({ item: at })),
		);
		expect(others()).toHaveLength(2);
	});
});

it('an execution that is cancelled while numbers are looked up writes nothing', async () => {
	runs.sandbox.failNext({ match: { path: 'search' }, kind: 'hang', times: 9 });
	let watch: NodeJS.Timeout | undefined;
	const { error } = await runs.run(update('phone'), [{ who: '+56912345678', value: 'x' }], {
		...continued,
		onStart: (execution) => {
			watch = setInterval(() => searches().length > 0 && execution.cancel(), 5);
		},
	});
	clearInterval(watch);
	expect(error?.message).toBe('The execution was cancelled');
	expect(searches()).toHaveLength(1);
	expect(others()).toEqual([]);
});

it('a number is looked up for each account, and means the contact that it has there', async () => {
	const other = await startSandbox();
	try {
		const phone = '+56955550000';
		const [mine] = runs.sandbox.putContacts([{ phone }]);
		const [theirs] = other.putContacts([{ phone }]);
		const fields = ['apiKey', 'baseUrl'].map((name) => [name, `={{ $json.tenant.${name} }}`]);
		const credentials = { vambeApi: Object.fromEntries(fields) as Record<string, string> };
		const tenants = [runs.sandbox, other, runs.sandbox, other].map(({ vambe }) => vambe);
		const items = tenants.map((tenant) => ({ who: phone, value: 'x', tenant }));
		const { error, items: done } = await runs.run(update('phone'), items, { credentials });
		expect(error).toBeUndefined();
		expect(done.map((one) => one.json.contactId)).toEqual([mine, theirs, mine, theirs]);
		for (const { path } of [runs.sandbox, other].map((one) => one.requests()[0] ?? { path: '' })) {
			expect(path).toBe('/api/public/contacts/search');
		}
		expect([runs.sandbox, other].map((one) => one.requests().length)).toEqual([3, 3]);

		runs.sandbox.reset();
		other.reset();
		runs.sandbox.putContacts([{ phone }]);
		// What only one account has stops the other, too, before it writes.
		const stopped = await runs.run(update('phone'), items, { credentials });
		expect(stopped.error?.message).toMatch(/^Item 1 .* no contact has this phone number/);
		const written = [runs.sandbox, other].flatMap((one) =>
			one.requests().filter(({ method }) => method !== 'GET'),
		);
		expect(written).toEqual([]);
	} finally {
		await other.close();
	}
});

it('a dry run looks nothing up, and shows who is meant in place of the ID', async () => {
	const { items } = await runs.run(update('phone', { dryRun: true }), [
		{ who: '+56 9 1234 5678', value: 'x' },
	]);
	expect(runs.sandbox.requests()).toEqual([]);
	expect(items[0]?.json).toMatchObject({
		request: {
			url: `${runs.sandbox.url}/api/public/contact/{contact with phone number +56 9 1234 5678}/update-metadata`,
			body: { value: 'x' },
		},
	});
});

it('Combine Items goes by the contact that was found', async () => {
	const node = nodeWith(
		{ node: 'vambe', resource: 'contact', operation: 'updateMetadata' },
		{
			contactId: { __rl: true, mode: 'phone', value: '={{ $json.who }}' },
			...json('={{ $json.data }}'),
			options: { combineItems: true },
		},
	);
	const { items } = await runs.run(node, [
		{ who: '+56912345678', data: { a: 1 } },
		{ who: '56 9 1234 5678', data: { b: 2 } },
	]);
	expect(others().map(({ body }) => body)).toEqual([{ a: 1, b: 2 }]);
	expect(items.map((one) => one.json.contactId)).toEqual([SEED.contactId, SEED.contactId]);
});

it('a search that is refused fails in the words of a search', async () => {
	runs.sandbox.failNext({ match: { path: 'search' }, status: 400, times: 9 });
	const [operation] = WITH_CONTACT;
	const node = nodeOf({
		...(operation as OperationCase),
		parameters: { ...operation?.parameters, contactId: by('phone') },
	});
	const { items } = await runs.run(node, [{ who: '+56912345678', value: 'x' }], continued);
	expect(items[0]?.json.error).toBe(
		'Item 0: The contact with phone number +56912345678 could not be looked up: Vambe AI answered 400: Bad Request',
	);
});

it('rows with few numbers are as many look-ups as numbers, all before the first write', async () => {
	const numbers = Array.from({ length: 50 }, (_, at) => `+5697${1_000_000 + at}`);
	runs.sandbox.putContacts(numbers.map((phone) => ({ phone })));
	const items = Array.from({ length: 500 }, (_, index) => ({
		who: numbers[index % numbers.length]?.replace('+56', '56 '),
		value: `v${index}`,
	}));
	const { error, items: done } = await runs.run(update('phone', { concurrency: 50 }), items);
	expect(error).toBeUndefined();
	expect(done).toHaveLength(500);
	expect(searches()).toHaveLength(50);
	expect(others()).toHaveLength(500);
	const areSearches = runs.sandbox.requests().map(({ path }) => path.endsWith('/search'));
	expect(areSearches.lastIndexOf(true)).toBeLessThan(areSearches.indexOf(false));
});
