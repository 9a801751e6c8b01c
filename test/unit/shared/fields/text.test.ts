import { text, textList } from '../../../../nodes/shared/fields/text';
import { accepts, lookOf, refuses } from '../../../support/fieldTables';

const NAME = { displayName: 'Name', description: 'The name' };

describe('text', () => {
	const name = () => text(NAME);
	accepts(name, [
		['Maria', 'Maria'],
		['  spaces inside stay ', 'spaces inside stay'],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
		['', undefined],
		['  \n', undefined],
		[null, undefined],
		[undefined, undefined],
		[56912345678, '56912345678'],
		[0, '0'],
		[false, 'false'],
		[10n, '10'],
		['😀', '😀'],
	]);
	refuses(name, [
		[[], 'Name is a list, but must be text', 'Map a single text onto Name.'],
		[{}, 'Name is a value of type object, but must be text'],
		[NaN, 'Name is a value of type number, but must be text'],
		[
			'undefined',
			'Name is "undefined", which is no data: a field that an expression refers to is missing',
		],
		['#N/A', 'Name is "#N/A", which is no data: a formula of the spreadsheet failed'],
		[
			2 ** 60,
			`Name is ${2 ** 60}, a whole number too long to be exact: its last digits were rounded`,
		],
		[Infinity, 'Name is a value of type number, but must be text'],
		[(): void => undefined, 'Name is a value of type function, but must be text'],
		[
			'a\udc00',
			'Name holds half of a character pair (a broken emoji?)',
			'Correct the text of this item.',
		],
	]);

	describe('with limits', () => {
		const limits = { maxLength: 3, pattern: /\d/, patternName: 'a digit' };
		const limited = () => text({ displayName: 'ID', description: 'The ID', ...limits });
		accepts(limited, [
			['ab1', 'ab1'],
			['1😀😀', '1😀😀'],
			['', undefined],
		]);
		refuses(limited, [
			['abc1', 'ID is longer than 3 characters', 'Shorten the text of this item.'],
			['1😀😀😀', 'ID is longer than 3 characters'],
			['abc', 'ID is "abc", but must be a digit', 'Correct the value of this item.'],
			// What explains why a text does not match comes first.
			['abcd', 'ID is longer than 3 characters'],
			['ab\udc00', 'ID holds half of a character pair (a broken emoji?)'],
		]);
	});

	describe('that is required', () => {
		const required = () => text({ ...NAME, required: true, maxLength: 2 });
		accepts(required, [
			['a', 'a'],
			[0, '0'],
		]);
		refuses(required, [
			['', 'Name is empty', 'Fill in Name for this item.'],
			[' ', 'Name is empty'],
			[null, 'Name is empty'],
			['abc', 'Name is longer than 2 characters'],
		]);
	});

	describe('that is a phone number', () => {
		const phone = () => text({ ...NAME, kind: 'phone', minDigits: 5 });
		accepts(phone, [
			["'+56 9 1234\u200b", '+56 9 1234'],
			['56912345678.0', '56912345678'],
		]);
		refuses(phone, [
			[
				'1234',
				'Name is "1234", which has fewer than 5 digits',
				'Enter the whole number, with country code.',
			],
			['null', 'Name is "null", which is no data: a field that an expression refers to is missing'],
		]);

		const anyId = () => text({ ...NAME, kind: 'phone' });
		accepts(anyId, [['channel-a', 'channel-a']]);
	});

	describe('that is the number of a contact', () => {
		const phone = () => text({ ...NAME, kind: 'contactPhone', required: true });
		accepts(phone, [
			['whatsapp:+56\u200b912345678', '+56912345678'],
			[56912345678, '56912345678'],
		]);
		refuses(phone, [
			[
				'+56912345678 / +56987654321',
				'Name is "+56912345678 / +56987654321", which is more than one number',
			],
			['Ana', 'Name is "Ana", which holds letters', 'Map the number alone, with country code.'],
			['#N/A', 'Name is "#N/A", which is no data: a formula of the spreadsheet failed'],
			['5678', 'Name is "5678", which has fewer than 5 digits'],
		]);

		const part = () => text({ ...NAME, kind: 'contactPhone', minDigits: 1 });
		accepts(part, [['5678', '5678']]);
		refuses(part, [
			['+', 'Name is "+", which has no digit'],
			[
				'56912345678, 56987654321',
				'Name is "56912345678, 56987654321", which is more than one number',
			],
		]);
	});

	describe('that is the number of a contact or its user name', () => {
		const either = () => text({ ...NAME, kind: 'contactPhoneOrName', required: true });
		accepts(either, [
			['maria.rodriguez_1', 'maria.rodriguez_1'],
			['56912345678@c.us', '56912345678'],
			['12345678901234567890', '12345678901234567890'],
			['123', '123'],
		]);
		refuses(either, [
			['+56 9 XXXX 5678', 'Name is "+56 9 XXXX 5678", which hides some of its digits'],
			[
				'5.69E+10',
				'Name is "5.69E+10", a number that a spreadsheet has rounded: its digits are lost',
			],
			['+123', 'Name is "+123", which has fewer than 5 digits'],
		]);
	});

	describe('of another kind', () => {
		accepts(() => text({ ...NAME, minDigits: 5 }), [['1234', '1234']]);
		accepts(() => text({ ...NAME, kind: 'identifier' }), [['5.69E+10', '5.69E+10']]);
		accepts(() => text({ ...NAME, kind: 'value' }), [['#N/A', '#N/A']]);
	});

	it('looks as it was declared, limits aside', () => {
		const plain = { displayName: 'Name', name: 'name', type: 'string', default: '' };
		expect(lookOf(text(NAME))).toStrictEqual({ ...plain, description: 'The name' });
		const more = { ...NAME, placeholder: 'e.g. Maria', required: true, maxLength: 5 } as const;
		expect(lookOf(text(more))).toStrictEqual({
			...plain,
			description: 'The name',
			placeholder: 'e.g. Maria',
			required: true,
		});
	});
});

describe('textList', () => {
	const tags = () => textList({ displayName: 'Tags', description: 'Tags', maxLength: 5 });
	accepts(tags, [
		['vip', ['vip']],
		['vip,new', ['vip', 'new']],
		['vip,, ,', ['vip']],
		['["vip", null, 7]', ['vip', '7']],
		['vip\r\nnew', ['vip', 'new']],
		[
			['vip', 7, null, ''],
			['vip', '7'],
		],
		[5, ['5']],
		['', undefined],
		[' , ', undefined],
		[[], undefined],
		[[null], undefined],
		[null, undefined],
		[undefined, undefined],
	]);
	refuses(tags, [
		[
			['vip', 'too long'],
			'Tags entry 2 is longer than 5 characters',
			'Shorten the text of this item.',
		],
		[[{ a: 1 }], 'Tags entry 1 is a value of type object, but must be text'],
		[{ a: 1 }, 'Tags is an object, but must be a list of texts'],
		[
			'["vip" "new"]',
			'Tags is "[\\"vip\\" \\"new\\"]", which begins like a list but cannot be read as one',
		],
	]);

	it('looks like a text', () => {
		expect(lookOf(tags())).toMatchObject({ type: 'string', default: '' });
	});
});
