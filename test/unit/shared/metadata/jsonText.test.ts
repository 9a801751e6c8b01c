import { jsonEntries } from '../../../../nodes/shared/metadata/jsonText';
import { problemOf } from '../../../support/problemOf';

const read = (value: unknown, isMixed = false) => jsonEntries('Metadata', { value, isMixed });

it('reads the fields of an object, whatever it came as', () => {
	expect(read('{"a":1}')).toEqual([['a', 1]]);
	expect(read({ a: 1 })).toEqual([['a', 1]]);
});

it('says what may have broken a text with expressions in it', () => {
	expect(problemOf(() => read('{"a":"b"c"}', true))?.fix).toContain(
		'Use one expression that returns',
	);
	expect(problemOf(() => read('{"a":"b"c"}'))?.fix).toContain('Write one JSON object');
});

it('refuses a number that lost its last digits, and takes it as text', () => {
	expect(problemOf(() => read('{"id":12345678901234567890}'))?.message).toBe(
		'Metadata holds 12345678901234567890, a whole number too long to be exact',
	);
	expect(read('{"id":"12345678901234567890"}')).toEqual([['id', '12345678901234567890']]);
});
