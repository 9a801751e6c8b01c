import {
	contactOutput,
	readContactOutput,
	simplifiedContact,
} from '../../../../nodes/Vambe/fields/simplify';

describe('simplifiedContact', () => {
	it('keeps the most useful fields, also when they are null, and drops the rest', () => {
		const contact = {
			id: 'c1',
			name: 'Maria',
			email: null,
			phone: '',
			internal: 1,
			created_at: 'x',
		};
		expect(simplifiedContact(contact)).toEqual({
			id: 'c1',
			name: 'Maria',
			email: null,
			phone: '',
			created_at: 'x',
		});
	});

	it.each([
		[{ queued: true }, { queued: true }],
		[[1], { response: [1] }],
		['', {}],
		[undefined, {}],
	])('passes on %j, which is no contact', (response, output) => {
		expect(simplifiedContact(response)).toEqual(output);
	});
});

describe('a contact that was read', () => {
	const contact = { id: 'c1', metadata: { plan: 'pro' }, updated_at: 'x', is_chat_read: true };

	it('keeps its metadata and times when simplified, and everything else when not', () => {
		expect(readContactOutput(contact, true)).toEqual({
			id: 'c1',
			metadata: { plan: 'pro' },
			updated_at: 'x',
		});
		expect(readContactOutput(contact, false)).toBe(contact);
	});
});

it.each([
	[true, { contactId: 'c1', id: 'c1' }],
	[false, { id: 'c1', internal: 1 }],
])('the contact that was written is, with Simplify %s, %j', (isSimplified, output) => {
	expect(contactOutput({ id: 'c1', internal: 1 }, isSimplified)).toEqual(output);
});
