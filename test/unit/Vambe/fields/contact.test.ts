import { contactId, contactIdIn } from '../../../../nodes/Vambe/fields/contact';
import { lookOf } from '../../../support/fieldTables';
import { isPickedFromAList } from '../../../support/locators';

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
