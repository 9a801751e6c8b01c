import {
	DIGEST_LENGTH,
	listedContacts,
	type TriggerEvent,
} from '../../../../nodes/Vambe/trigger/contact';

const AT = '2026-01-31T12:00:00.001Z';
const listed = (entry: unknown, event: TriggerEvent = 'contactCreated') =>
	listedContacts([entry], event);
const digest = (entry: object, event?: 'contactUpdated') =>
	listed(entry, event).contacts[0]?.digest;

describe('an entry of the list', () => {
	it.each([
		['contactCreated', 'created_at'],
		['contactUpdated', 'updated_at'],
	] as const)('is read for %s by its %s', (event, field) => {
		const contact = { id: 'a', [field]: AT, client_id: 'acme', name: 'Maria' };
		expect(listed(contact, event)).toEqual({
			contacts: [
				{
					id: 'a',
					time: Date.parse(AT),
					digest: expect.stringMatching(new RegExp(`^[\\w-]{${DIGEST_LENGTH}}$`)) as string,
					account: 'acme',
					contact,
				},
			],
			size: 1,
			unreadable: [],
		});
	});

	it('may have a number as its ID, and no account', () => {
		expect(listed({ id: 5, created_at: AT }).contacts).toMatchObject([
			{ id: '5', account: undefined },
		]);
	});

	it.each([
		[{ created_at: AT }, `a contact without an "id": {"created_at":"${AT}"}`],
		[{ id: '', created_at: AT }, 'a contact without an "id"'],
		[{ id: 'a' }, 'contact "a", whose "created_at" is no time: missing'],
		[{ id: 'a', created_at: null }, 'contact "a", whose "created_at" is no time: null'],
		[{ id: 'a', created_at: 5 }, 'contact "a", whose "created_at" is no time: 5'],
		[{ id: 7, created_at: 'soon' }, 'contact 7, whose "created_at" is no time: "soon"'],
		[null, 'a contact without an "id": null'],
		['text', 'a contact without an "id": "text"'],
	])('is named when it cannot be read: %j', (entry, words) => {
		const { contacts, size, unreadable } = listed(entry);
		expect([contacts, size, unreadable]).toEqual([[], 1, [expect.stringContaining(words)]]);
	});

	it('is shown short', () => {
		const [words = ''] = listed({ note: 'x'.repeat(5000) }).unreadable;
		expect(words.length).toBeLessThan(150);
	});

	it('does not hold up the others', () => {
		const good = { id: 'a', created_at: AT };
		expect(listedContacts([good, {}, good], 'contactCreated')).toMatchObject({
			contacts: [{ id: 'a' }, { id: 'a' }],
			size: 3,
		});
	});
});

describe('the same contact', () => {
	const contact = { id: 'a', created_at: AT, updated_at: AT, name: 'Maria' };

	it('is another with a new time, or a finer one', () => {
		expect(digest(contact)).toBe(digest({ ...contact }));
		expect(digest(contact)).not.toBe(digest({ ...contact, id: 'b' }));
		expect(digest(contact)).not.toBe(digest({ ...contact, created_at: AT.replace('1Z', '12Z') }));
	});

	it('is the same whatever else changed, when times tell changes apart', () => {
		expect(digest(contact, 'contactUpdated')).toBe(
			digest({ ...contact, name: 'Ana' }, 'contactUpdated'),
		);
	});

	it('changed within one second has another content, when times are in whole seconds', () => {
		const coarse = { ...contact, updated_at: '2026-01-31T12:00:00Z', created_at: '2026-01-31' };
		const content = (one: object, event: TriggerEvent = 'contactUpdated') =>
			listedContacts([one], event).contacts[0]?.content;
		expect(content(coarse)).not.toBe(content({ ...coarse, name: 'Ana' }));
		expect(digest(coarse, 'contactUpdated')).toBe(
			digest({ ...coarse, name: 'Ana' }, 'contactUpdated'),
		);
		expect([content(contact), content(coarse, 'contactCreated')]).toEqual([undefined, undefined]);
	});
});
