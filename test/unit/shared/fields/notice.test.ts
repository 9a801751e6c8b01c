import { itemOf } from '../../../support/itemOf';
import { notice } from '../../../../nodes/shared/fields/notice';

it('is a text in the editor that yields nothing', () => {
	const field = notice('Mind this');
	expect(field.properties('hint')).toEqual([
		{ displayName: 'Mind this', name: 'hint', type: 'notice', default: '' },
	]);
	expect(field.read(itemOf({ hint: 'x' }), 'hint')).toBeUndefined();
});
