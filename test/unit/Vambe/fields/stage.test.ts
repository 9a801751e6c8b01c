import { stageId } from '../../../../nodes/Vambe/fields/stage';
import { lookOf } from '../../../support/fieldTables';
import { isPickedFromAList } from '../../../support/locators';

isPickedFromAList(stageId, 'searchStages');

it('may be left out', () => {
	expect(lookOf(stageId)).not.toHaveProperty('required');
	expect(stageId.parse('')).toBeUndefined();
});
