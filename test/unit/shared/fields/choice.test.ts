import { NodeHelpers, type INodeProperties } from 'n8n-workflow';

import { choice, optionalSelect } from '../../../../nodes/shared/fields/choice';
import { text } from '../../../../nodes/shared/fields/text';
import { accepts, lookOf, refuses } from '../../../support/fieldTables';
import { itemOf } from '../../../support/itemOf';
import { problemOf } from '../../../support/problemOf';

const phone = text({ displayName: 'Phone', description: 'Number', required: true });
const user = text({ displayName: 'User', description: 'User', required: true });
const note = text({ displayName: 'Note', description: 'Note' });

const channel = () =>
	choice({
		displayName: 'Channel',
		description: 'Where',
		default: 'sms',
		options: {
			webchat: { name: 'Webchat', description: 'On a website', fields: { user, note } },
			sms: { name: 'SMS', fields: { phone } },
			call: { name: 'Call', fields: { phone } },
			none: { name: 'None' },
		},
	});
const properties = () => channel().properties('channel');
const read = (parameters: Record<string, unknown>) => channel().read(itemOf(parameters), 'channel');

describe('what a choice yields', () => {
	const all = { phone: '+56 9', user: 'u1', note: '' };

	it.each([
		['sms', { choice: 'sms', phone: '+56 9' }],
		['call', { choice: 'call', phone: '+56 9' }],
		['webchat', { choice: 'webchat', user: 'u1', note: undefined }],
		['none', { choice: 'none' }],
	])('is, with %s, the option and its fields only', (chosen, expected) => {
		expect(read({ ...all, channel: chosen })).toEqual(expected);
	});

	it('does not look at fields of other options, even impossible ones', () => {
		expect(read({ channel: 'none', phone: [1], user: {} })).toEqual({ choice: 'none' });
	});

	it('lacks a required field of the chosen option only', () => {
		expect(problemOf(() => read({ channel: 'webchat', phone: '+56 9' }))).toMatchObject({
			message: 'User is empty',
			field: 'User',
		});
	});

	const rest = 'but must be one of: webchat, sms, call, none';
	it.each([
		['Webchat', `Channel is "Webchat", ${rest}`],
		[['webchat'], `Channel is a list, ${rest}`],
		[{ webchat: 1 }, `Channel is an object, ${rest}`],
		['toString', `Channel is "toString", ${rest}`],
		[5, `Channel is "5", ${rest}`],
		['', `Channel is "", ${rest}`],
		[null, `Channel is "null", ${rest}`],
		[undefined, `Channel is "undefined", ${rest}`],
	])('is never %j', (value, message) => {
		expect(problemOf(() => read({ channel: value }))).toEqual({
			message,
			field: 'Channel',
			fix: 'Choose one of the listed values for Channel. Where rows use other words, map them with an expression, such as {{ ({ "their word": "sms" })[$json.column] }}.',
		});
	});
});

describe('what the editor shows', () => {
	it('is a dropdown in alphabetical order, which takes an expression', () => {
		expect(properties()[0]).toStrictEqual({
			displayName: 'Channel',
			name: 'channel',
			type: 'options',
			default: 'sms',
			description: 'Where',
			options: [
				{ name: 'Call', value: 'call' },
				{ name: 'None', value: 'none' },
				{ name: 'SMS', value: 'sms' },
				{ name: 'Webchat', value: 'webchat', description: 'On a website' },
			],
		});
	});

	/** What n8n shows at a value of the dropdown, and whether it must be filled. */
	const shownAt = (value: string): string[] =>
		properties()
			.slice(1)
			.filter((property) => NodeHelpers.displayParameter({ channel: value }, property, null, null))
			.map(({ name, required }: INodeProperties) => (required ? `${name}!` : name));

	it.each([
		['sms', ['phone!']],
		['call', ['phone!']],
		['webchat', ['user!', 'note']],
		['none', []],
	])('is, beside %s, each of its fields once', (value, shown) => {
		expect(shownAt(value)).toEqual(shown);
	});

	it('is, beside an expression, every field once', () => {
		expect(shownAt('={{ $json.channel }}')).toEqual(['user!', 'note', 'phone!']);
	});
});

describe('optionalSelect', () => {
	const status = () =>
		optionalSelect({
			displayName: 'Status',
			description: 'Which',
			default: 'new',
			options: { new: { name: 'New' }, old: { name: 'Old' } },
		});
	accepts(status, [
		['new', 'new'],
		['', undefined],
		[' ', undefined],
		[null, undefined],
		[undefined, undefined],
	]);
	refuses(status, [
		[
			'other',
			'Status is "other", but must be one of: new, old',
			'Choose one of the listed values for Status. Where rows use other words, map them with an expression, such as {{ ({ "their word": "new" })[$json.column] }}.',
		],
		[0, 'Status is "0", but must be one of: new, old'],
	]);

	it('is a dropdown', () => {
		expect(lookOf(status())).toMatchObject({ type: 'options', default: 'new' });
	});
});
