import { tagIds, tagNames } from '../../../../nodes/Vambe/fields/tags';
import { accepts, lookOf, refuses } from '../../../support/fieldTables';

const IDS = 'but must be a list of tag IDs, which are whole numbers';
const EMPTY = 'Tag Names or IDs is empty';

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
		[[''], `Tag Names or IDs is a list, ${IDS}`],
		[['vip'], `Tag Names or IDs is a list, ${IDS}`],
		['vip', `Tag Names or IDs is "vip", ${IDS}`],
		[{ id: 1 }, `Tag Names or IDs is an object, ${IDS}`],
	]);

	it('say that they replace all', () => {
		expect(lookOf(tagIds)?.description).toContain('replace all tags');
	});
});

describe('tags by their names', () => {
	accepts(tagNames, [
		['vip', ['vip']],
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
		[[['a']], 'Tags is a list, but must be text'],
	]);

	it('are required', () => {
		expect(lookOf(tagNames)?.required).toBe(true);
	});
});
