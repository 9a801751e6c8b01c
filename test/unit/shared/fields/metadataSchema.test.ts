import {
	metadataSchema,
	toSnakeCase,
	type MetadataRules,
} from '../../../../nodes/shared/fields/metadataSchema';
import { problemOf } from '../../../support/problemOf';

const schema = (rules: Partial<MetadataRules> = {}) =>
	metadataSchema({ displayName: 'Metadata', ...rules });

describe('toSnakeCase', () => {
	it.each([
		['companyName', 'company_name'],
		['LeadScore', 'lead_score'],
		['company_name', 'company_name'],
		['HTTPServer', 'http_server'],
		['userID', 'user_id'],
		['parseHTMLText', 'parse_html_text'],
		['line2Text', 'line2_text'],
		['Company Name', 'company_name'],
		['company--name', 'company_name'],
		['_private_', 'private'],
		['Año', 'año'],
		['añoNuevo', 'año_nuevo'],
		['***', ''],
	])('%s becomes %s', (key, expected) => {
		expect(toSnakeCase(key)).toBe(expected);
	});
});

describe('metadataSchema', () => {
	it('keeps values as they are, and drops null and undefined', () => {
		const entries = [
			['a', 1],
			['b', null],
			['c', undefined],
			['d', { e: [true, null], f: undefined }],
			['g', new Date(0)],
			['h', { toJSON: () => undefined }],
			['i', ''],
		];
		expect(schema().parse(entries)).toEqual({
			a: 1,
			d: { e: [true, null] },
			g: '1970-01-01T00:00:00.000Z',
			i: '',
		});
	});

	it('makes text where the API takes only text', () => {
		const entries = [
			['a', 1],
			['b', false],
			['c', { d: [1] }],
			['e', 'x'],
		];
		expect(schema({ textOnly: true }).parse(entries)).toEqual({
			a: '1',
			b: 'false',
			c: '{"d":[1]}',
			e: 'x',
		});
	});

	it.each([[[]], [[['a', null]]], [[['a', { toJSON: () => undefined }]]]])(
		'refuses %j when something is required',
		(entries) => {
			expect(schema().parse(entries)).toEqual({});
			expect(problemOf(schema({ required: true }), entries)).toEqual({
				message: 'Metadata is empty: there is nothing to send',
				field: 'Metadata',
				fix: 'Add at least one field with a value to Metadata.',
			});
		},
	);

	it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s', (key) => {
		expect(problemOf(schema(), [[key, 1]])).toEqual({
			message: `Metadata has the key "${key}", which is not allowed`,
			field: 'Metadata',
			fix: 'Rename or leave out this field.',
		});
	});

	it('refuses the same key twice, unless one has no value', () => {
		const fix = 'Keep one of the two, or rename one.';
		const twice = [
			['a', 1],
			['a', 2],
		];
		expect(problemOf(schema(), twice)).toEqual({
			message: 'Metadata has the key "a" twice',
			field: 'Metadata',
			fix,
		});
		expect(
			schema().parse([
				['a', null],
				['a', 2],
			]),
		).toEqual({ a: 2 });
	});

	it.each([
		['companyName', 'company_name', 'company_name'],
		['userID', 'user_id', 'user_id'],
		['HTTPServer', 'httpServer', 'http_server'],
		['first name', 'First-Name', 'first_name'],
	])('refuses %s beside %s where both become snake_case', (one, other, stored) => {
		const entries = [
			[one, 1],
			[other, 2],
		];
		expect(schema().parse(entries)).toEqual({ [one]: 1, [other]: 2 });
		expect(problemOf(schema({ keysBecomeSnakeCase: true }), entries)?.message).toBe(
			`Metadata has the keys "${one}" and "${other}", which are stored under the same name "${stored}"`,
		);
	});

	it('tells keys of punctuation alone apart', () => {
		const entries = [
			['*', 1],
			['#', 2],
		];
		expect(schema({ keysBecomeSnakeCase: true }).parse(entries)).toEqual({ '*': 1, '#': 2 });
	});

	it('passes on what is wrong with a value', () => {
		expect(problemOf(schema(), [['a', { b: NaN }]])).toEqual({
			message: 'Metadata "a.b" is NaN, which JSON cannot hold',
			field: 'Metadata',
			fix: 'Correct or leave out this value, for example with an Edit Fields node before.',
		});
	});

	it('names the field also when a value breaks while it is read', () => {
		const broken = {
			toJSON: () => {
				throw new Error('broken');
			},
		};
		expect(problemOf(schema(), [['a', broken]])?.field).toBe('Metadata');
	});
});
