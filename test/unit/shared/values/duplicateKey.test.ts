import { duplicateKeyIn } from '../../../../nodes/shared/values/duplicateKey';

it.each([
	['{ "plan": "a", "plan": "b" }', 'plan'],
	['{"a":{"b":1,"c":[{"b":1,"b":2}]}}', 'b'],
	['{ "a": 1, "\\u0061" : 2 }', 'a'],
	['{"say \\"a\\"":1, "say \\"a\\""\n:2}', 'say "a"'],
	['{"":1,"":2}', ''],
	['{"a\\\\":1,"b":"x","a\\\\":2}', 'a\\'],
	['{"__proto__":1,"__proto__":2}', '__proto__'],
])('%s has the key %j twice', (json, key) => {
	expect(duplicateKeyIn(json)).toBe(key);
});

it.each([
	'{}',
	'[]',
	'"a"',
	'5',
	'{ "a": "a", "b": ["a", "a"], "c": { "a": 1 } }',
	'[{ "a": 1 }, { "a": 1 }]',
	'{"a": "\\"a\\": 1", "b": "{", "c": "}", "d": "\\\\"}',
	'{"a":{"a":{"a":1}}}',
])('%s has none', (json) => {
	expect(duplicateKeyIn(json)).toBeUndefined();
});

it('takes texts of 10 MB', () => {
	const long = 'x\\"'.repeat(3_000_000);
	expect(duplicateKeyIn(`{"a":"${long}","${long}":1,"a":2}`)).toBe('a');
});
