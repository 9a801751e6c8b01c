import { contactId } from '../../../../nodes/Vambe/fields/contact';
import { lookOf } from '../../../support/fieldTables';
import { isPickedFromAList } from '../../../support/locators';

isPickedFromAList(contactId, 'searchContacts');

it('must be filled', () => {
	expect(lookOf(contactId)?.required).toBe(true);
	expect(() => contactId.parse('')).toThrow('Contact is empty');
});
