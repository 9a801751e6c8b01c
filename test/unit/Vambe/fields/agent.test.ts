import { agentId } from '../../../../nodes/Vambe/fields/agent';
import { lookOf } from '../../../support/fieldTables';
import { isPickedFromAList } from '../../../support/locators';

isPickedFromAList(agentId, 'searchAgents');

it('may be left out', () => {
	expect(lookOf(agentId)).not.toHaveProperty('required');
	expect(agentId.parse('')).toBeUndefined();
});
