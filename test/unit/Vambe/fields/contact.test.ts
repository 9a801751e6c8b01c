import type { INodePropertyModeValidation } from 'n8n-workflow';

import type { Reference } from '../../../../nodes/shared/operation/reference';
import { contactId, contactIdIn } from '../../../../nodes/Vambe/fields/contact';
import { lookOf } from '../../../support/fieldTables';
import { itemOf } from '../../../support/itemOf';
import { isPickedFromAList } from '../../../support/locators';
import { problemOf } from '../../../support/problemOf';

isPickedFromAList(contactId, 'searchContacts');

it('must be filled', () => {
	expect(lookOf(contactId)?.required).toBe(true);
	expect(() => contactId.parse('')).toThrow('Contact is empty');
});

const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';

it.each([
	[`https://app.vambeai.com/pipeline?chatContactId=${ID}`, ID],
	[`https://app.vambeai.com/pipeline?stage=1&chatContactId=${ID}&tab=notes`, ID],
	[`https://app.vambeai.com/pipeline?chatContactId=${ID}#notes`, ID],
	[`https://app.vambeai.com/pipeline?chatContactId=${ID} copied`, ID],
	['https://app.vambeai.com/pipeline?chatContactId=', undefined],
	[`https://app.vambeai.com/pipeline?notChatContactId=${ID}`, undefined],
	[`xchatContactId=${ID}`, undefined],
	[ID, undefined],
])('in %j the ID is %j, and what holds none stays as it is', (typed, id) => {
	expect(contactIdIn(typed)).toBe(id ?? typed);
});

it('takes the address of a contact in the app, in any mode', () => {
	const url = ` https://app.vambeai.com/pipeline?chatContactId=${ID} `;
	expect(contactId.parse({ __rl: true, mode: 'url', value: url })).toBe(ID);
	expect(contactId.parse({ __rl: true, mode: 'id', value: url })).toBe(ID);
	expect(contactId.parse(url)).toBe(ID);
});

describe('a contact that is known by what a person has', () => {
	const by = (mode: string, value: unknown) => ({ __rl: true, mode, value });
	const read = (contact: unknown, options: object = {}) =>
		contactId.read(itemOf({ contact, options }), 'contact');
	const keyOf = (found: string | Reference): unknown => {
		if (typeof found === 'string') throw new Error(`It is the ID ${found}`);
		return JSON.parse(found.key);
	};

	it.each([
		[by('phone', ' +56 9 1234 5678 '), ['contact', 'phone', '56912345678', 'fail']],
		[by('phone', 56912345678), ['contact', 'phone', '56912345678', 'fail']],
		[{ mode: 'phone', value: "'56912345678" }, ['contact', 'phone', '56912345678', 'fail']],
		[by('email', ' Ana@Example.com '), ['contact', 'email', 'ana@example.com', 'fail']],
	])('%j is looked up as %j', (given, key) => {
		expect(keyOf(read(given))).toEqual(key);
	});

	it.each([
		[{}, 'fail'],
		[{ severalMatches: 'fail' }, 'fail'],
		[{ severalMatches: 'latest' }, 'latest'],
		[{ severalMatches: '' }, 'fail'],
	])('with the options %j, several are taken as %s', (options, several) => {
		expect((keyOf(read(by('phone', '+56912345678'), options)) as string[])[3]).toBe(several);
	});

	it.each([
		[by('phone', ''), 'Contact is empty'],
		[by('phone', null), 'Contact is empty'],
		[by('phone', '5.69E+10'), 'Contact is "5.69E+10"'],
		[by('phone', '1234'), 'Contact is "1234"'],
		[by('phone', ['+56912345678']), 'Contact is a list, but must be text'],
		[{ mode: 'phone' }, 'Contact is empty'],
		[by('email', ''), 'Contact is empty'],
		[by('email', 'ana'), 'Contact is "ana", but must be an email address'],
		[by('email', '@example.com'), 'Contact is "@example.com", but must be an email address'],
		[by('email', 'a@x.co, b@x.co'), 'Contact is "a@x.co, b@x.co", but must be an email address'],
		[by('email', 'a@x.co;b'), 'Contact is "a@x.co;b", but must be an email address'],
		[by('email', '<a@x.co>'), 'Contact is "<a@x.co>", but must be an email address'],
		[by('email', 'undefined'), 'Contact is "undefined", which is no data'],
	])('%j is refused', (given, message) => {
		expect(() => read(given)).toThrow(message);
	});

	it.each([
		['+56 9 1000 0034', 'a phone number, but its ID was asked for', 'By Phone'],
		['ana@example.com', 'an email address, but its ID was asked for', 'By Email'],
	])('%j in place of an ID leads on', (given, problem, mode) => {
		for (const contact of [given, by('id', given), by('list', ` ${given} `)]) {
			const refused = problemOf(() => read(contact));
			expect(refused?.message).toBe(`Contact is "${given}", ${problem}`);
			expect(refused?.fix).toContain(mode);
		}
	});

	it.each([
		[
			'phone',
			'ana@example.com',
			'an email address, but its phone number was asked for',
			'By Email',
		],
		['phone', ID, 'an ID, but its phone number was asked for', 'By ID'],
		['email', '+56 9 1000 0034', 'a phone number, but its email address was asked for', 'By Phone'],
		['email', ID, 'an ID, but its email address was asked for', 'By ID'],
		['phone', `x.co/?chatContactId=${ID}`, 'a URL, but its phone number was asked for', 'By URL'],
		['email', `x.co/?chatContactId=${ID}`, 'a URL, but its email address was asked for', 'By URL'],
	])('in mode %s, %j leads on', (mode, given, problem, other) => {
		const refused = problemOf(() => read(by(mode, ` ${given} `)));
		expect(refused?.message).toBe(`Contact is "${given}", ${problem}`);
		expect(refused?.fix).toBe(`Choose ${other} in Contact.`);
	});

	it.each(['+56912345678@c.us', 'whatsapp:+56912345678', '56912345678@s.whatsapp.net'])(
		'the number %j is one, although it looks like an address',
		(given) => {
			expect(keyOf(read(by('phone', given)))).toEqual(['contact', 'phone', '56912345678', 'fail']);
		},
	);

	it('the editor marks what is no number and no address', () => {
		const modes = contactId.properties('contact')[0]?.modes ?? [];
		const rule = (name: string): RegExp => {
			const [validation] = (modes.find((one) => one.name === name)?.validation ??
				[]) as INodePropertyModeValidation[];
			return new RegExp(`^${(validation?.properties as { regex: string }).regex}$`);
		};
		expect('+56 (9) 1234-5678').toMatch(rule('phone'));
		expect('1234').not.toMatch(rule('phone'));
		expect('ana@example.com').toMatch(rule('email'));
		expect('ana').not.toMatch(rule('email'));
	});
});
