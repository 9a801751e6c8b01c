import { tagIds, tagNames } from '../../../../nodes/Vambe/fields/tags';
import { accepts, lookOf, refuses } from '../../../support/fieldTables';

const ID = 'but must be a tag ID, which is a whole number';
const EMPTY = 'Tag Names or IDs is empty';
const FIX = 'Pick tags from the list, or send their IDs, such as [1, 5]. Add Tags takes names.';

describe('tags by their IDs', () => {
	accepts(tagIds, [
		[
			[1, 5],
			[1, 5],
		],
		[
			['1', ' 5 '],
			[1, 5],
		],
		['1, 5', [1, 5]],
		['[1, 5]', [1, 5]],
		['["1","5"]', [1, 5]],
		["['1', '5']", [1, 5]],
		['1.0, 05', [1, 5]],
		[7, [7]],
		[
			[5, 1, 5],
			[5, 1],
		],
		[[5, '', null], [5]],
		// On purpose, from an expression: all tags go.
		[[], []],
	]);
	refuses(tagIds, [
		[undefined, EMPTY],
		[null, EMPTY],
		['', EMPTY],
		[' ', EMPTY],
		// Nothing but blanks is no wish to remove all.
		[[''], EMPTY, 'Fill in Tag Names or IDs for this item.'],
		['[""]', EMPTY],
		['[]', EMPTY],
		['null', EMPTY],
		['vip', `Tag Names or IDs entry 1 is "vip", ${ID}`, FIX],
		[[1, { id: 1 }], `Tag Names or IDs entry 2 is an object, ${ID}`],
		['0x10', `Tag Names or IDs entry 1 is "0x10", ${ID}`],
		['[5, "1e3"]', `Tag Names or IDs entry 2 is "1e3", ${ID}`],
		[[true], `Tag Names or IDs entry 1 is "true", ${ID}`],
		[['-1'], `Tag Names or IDs entry 1 is "-1", ${ID}`],
		[['9007199254740993'], `Tag Names or IDs entry 1 is "9007199254740993", ${ID}`],
		[{ id: 1 }, 'Tag Names or IDs is an object, but must be a list of tag IDs'],
		[
			'["1", 5',
			'Tag Names or IDs is "[\\"1\\", 5", which begins like a list but cannot be read as one',
		],
	]);

	it('say that they replace all', () => {
		expect(lookOf(tagIds)?.description).toContain('replace all tags');
	});
});

describe('tags by their names', () => {
	accepts(tagNames, [
		['vip', ['vip']],
		['["vip", "lead"]', ['vip', 'lead']],
		["['vip', 'lead']", ['vip', 'lead']],
		['[VIP]', ['[VIP]']],
		['vip, spring campaign ,', ['vip', 'spring campaign']],
		[
			['vip', 2026],
			['vip', '2026'],
		],
	]);
	refuses(tagNames, [
		['', 'Tags is empty', 'Fill in Tags for this item.'],
		[[], 'Tags is empty'],
		[' , ', 'Tags is empty'],
		['[]', 'Tags is empty'],
		['null', 'Tags is empty'],
		[['vip', { name: 'lead' }], 'Tags entry 2 is a value of type object, but must be text'],
		[[['a']], 'Tags entry 1 is a list, but must be text', 'Map a single text onto Tags.'],
		[
			'["vip", "lead',
			'Tags is "[\\"vip\\", \\"lead", which begins like a list but cannot be read as one',
		],
	]);

	it('are required', () => {
		expect(lookOf(tagNames)?.required).toBe(true);
	});
});
