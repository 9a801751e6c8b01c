import type { ApiRequest } from '../../../../nodes/shared/api/client';
import {
	placeholder,
	Reference,
	referencesIn,
	resolved,
	withReadablePath,
	type Resolved,
} from '../../../../nodes/shared/operation/reference';

class Thing extends Reference {
	readonly request: ApiRequest = { method: 'GET', path: '/search' };

	readonly key: string;

	constructor(readonly words: string) {
		super();
		this.key = words;
	}

	found = () => ({ id: this.words });
}

const reference = (words: string): Reference => new Thing(words);
const [a, b] = [reference('contact with phone number +56 9'), reference('b')];
const input = () => ({
	contactId: a,
	identifyBy: { choice: 'contactId', contactId: b },
	metadata: { plan: 'gold', deep: { list: [1] } },
	amount: 5,
	when: undefined,
	nothing: null,
});

it('references are found where fields yield them', () => {
	expect(referencesIn(input())).toEqual([a, b]);
	expect(referencesIn({ contactId: 'id', metadata: { a: 1 } })).toEqual([]);
	expect(referencesIn(undefined)).toEqual([]);
});

it('an ID takes the place of each, and all else stays', () => {
	const given = input();
	expect(resolved(given, ({ words }) => `id of ${words}`)).toEqual({
		...given,
		contactId: 'id of contact with phone number +56 9',
		identifyBy: { choice: 'contactId', contactId: 'id of b' },
	});
	// Items that share an input, or a part of it, keep theirs.
	expect(given).toEqual(input());
});

it('an input without references is not copied', () => {
	const given = { contactId: 'id', metadata: { a: 1 } };
	expect(resolved(given, () => 'x')).toBe(given);
});

it('requests see IDs, whatever a field may yield', () => {
	type Input = Resolved<{
		contactId: string | Reference;
		identifyBy: { choice: 'a'; id: string | Reference } | { choice: 'b' };
		list: string[];
		note: string | undefined;
	}>;
	const known: Input = {
		contactId: 'id',
		identifyBy: { choice: 'a', id: 'id' },
		list: ['x'],
		note: undefined,
	};
	const id: string = known.contactId;
	expect(id).toBe('id');
});

it('where nothing was looked up, the request says in words who is meant', () => {
	const { contactId } = resolved({ contactId: a }, placeholder) as { contactId: string };
	const request: ApiRequest = {
		method: 'POST',
		path: `/contact/${encodeURIComponent(contactId)}/tags/a%20b`,
		body: { id: contactId },
	};
	expect(withReadablePath(request, [a])).toEqual({
		method: 'POST',
		path: '/contact/{contact with phone number +56 9}/tags/a%20b',
		body: { id: '{contact with phone number +56 9}' },
	});
});
