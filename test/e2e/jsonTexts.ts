/** The item from which the texts take their values. */
export const JSON_ITEM = {
	plan: 'premium',
	price: '25.990',
	quoted: 'Ana "la Jefa" Soto',
	lines: 'one\ntwo',
	hostile: 'Ana", "vip": "yes',
	json: '{"a":1}',
	d: { city: 'Lima' },
	list: [5],
	n: 3,
	zero: 0,
	yes: true,
	nothing: null,
};

interface JsonText {
	/** As a node stores its JSON. */
	text: string;
	gives: object | 'refused';
	/** What n8n's own node makes of it where that is something else. */
	theirs?: object | 'refused';
}

/** JSON as people write it into n8n's Edit Fields, and into the JSON mode of a metadata block. */
export const JSON_TEXTS: readonly JsonText[] = [
	{ text: '{ "plan": "premium" }', gives: { plan: 'premium' } },
	{ text: '={ "plan": "{{ $json.plan }}" }', gives: { plan: 'premium' } },
	{ text: '=={ "plan": "{{ $json.plan }}" }', gives: { plan: 'premium' } },
	{ text: '={ "{{ $json.plan }}": 1 }', gives: { premium: 1 } },
	{ text: '={ "d": {{ $json.d }} }', gives: { d: { city: 'Lima' } } },
	{ text: '={ "d": {{ $json.d }}}', gives: { d: { city: 'Lima' } } },
	{ text: '={ "n": {{ $json.list }}}', gives: { n: [5] } },
	{ text: '={"a":{"b":{{ $json.d }}}}', gives: { a: { b: { city: 'Lima' } } } },
	{ text: '={{ $json.d }}', gives: { city: 'Lima' } },
	{ text: '={{ $json.d }}\n', gives: { city: 'Lima' } },
	{ text: '= {{ $json.d }}', gives: { city: 'Lima' } },
	{ text: '={{ { "plan": $json.plan } }}\n', gives: { plan: 'premium' } },
	{ text: '={{ JSON.stringify($json.d) }}', gives: { city: 'Lima' } },
	{ text: '={{ $json.json }}', gives: { a: 1 } },
	{ text: '={ "n": {{ $json.n }}, "yes": {{ $json.yes }} }', gives: { n: 3, yes: true } },
	{ text: '={ "zero": {{ $json.zero }} }', gives: { zero: 0 } },
	{
		text: '={ "a": {{ JSON.stringify($json.quoted) }} }',
		gives: { a: 'Ana "la Jefa" Soto' },
	},
	{
		text: '={ "at": {{ DateTime.fromISO("2026-01-31T00:00:00Z").toUTC() }} }',
		gives: { at: '2026-01-31T00:00:00.000Z' },
	},
	// What is missing is left out here as everywhere.
	{ text: '={ "b": 1, "a": {{ $json.missing }} }', gives: { b: 1 }, theirs: { b: 1, a: null } },
	{ text: '={"b":1,"a":{{ $json.nothing }}}', gives: { b: 1 }, theirs: { b: 1, a: null } },
	{ text: '={{ $json.list }}', gives: 'refused' },
	// Edit Fields repairs JSON by guesses.
	{ text: '={ "a": {{ $json.plan }} }', gives: 'refused', theirs: { a: 'premium' } },
	{ text: '={ "a": {{ $json.price }} }', gives: 'refused', theirs: { a: 25.99 } },
	{ text: '{ "a": 1, }', gives: 'refused', theirs: { a: 1 } },
	{ text: '={ "a": "{{ $json.quoted }}" }', gives: { a: 'Ana "la Jefa" Soto' } },
	{ text: '={ "a": "{{ $json.lines }}" }', gives: { a: 'one\ntwo' } },
	// There a text of the item adds a key.
	{
		text: '={ "a": "{{ $json.hostile }}" }',
		gives: { a: 'Ana", "vip": "yes' },
		theirs: { a: 'Ana', vip: 'yes' },
	},
];
