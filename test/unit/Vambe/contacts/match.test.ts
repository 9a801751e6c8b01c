import fc from 'fast-check';

import {
	matchContact,
	SEARCH_LIMIT,
	type Known,
	type SeveralMatches,
} from '../../../../nodes/Vambe/contacts/match';
import { phoneQuery } from '../../../../nodes/Vambe/contacts/samePhone';
import { PROPERTY_SEED } from '../../../support/propertySeed';

const phone = (value: string): Known => ({ by: 'phone', value });
const email = (value: string): Known => ({ by: 'email', value });
const contact = (id: string, more: object = {}) => ({ id, phone: '+56912345678', ...more });

describe('D22: a contact that is looked up', () => {
	it.each([
		['however the number is written', phone('56 9 1234-5678'), { phone: '+56 (9) 1234 5678' }],
		['a number that came as one', phone('56912345678'), { phone: 56912345678 }],
		['its number in the other form', phone('+521 55 1234 5678'), { phone: '525512345678' }],
		['its address without case', email('Ana@Example.com'), { email: ' ANA@example.COM' }],
	])('is found by %s', (_what, known, more) => {
		expect(matchContact([contact('a', more)], known, 'fail')).toEqual({ id: 'a' });
	});

	it.each([
		['a part of its number', phone('912345678'), {}],
		['a longer number', phone('569123456789'), {}],
		['a part of its address', email('ana@example.com'), { email: 'mariana@example.com' }],
		['nothing, when it has none', phone('ana'), { phone: null }],
		['nothing, when it has no address', email(''), { email: '' }],
		['the number of another country', phone('+15512345678'), { phone: '+525512345678' }],
		['digits of a user name', phone('56912345678'), { phone: 'ana56912345678' }],
	])('is not found by %s', (_what, known, more) => {
		const others = [contact('a', more)];
		expect(matchContact(others, known, 'fail')).toEqual({ problem: 'nobody', others });
	});

	it('without an ID is none', () => {
		const found = [contact(''), { phone: '+56912345678' }, null, 'x', contact('b')];
		expect(matchContact(found, phone('56912345678'), 'fail')).toEqual({ id: 'b' });
	});

	it('that comes twice is one', () => {
		const found = [contact('a'), contact('a')];
		expect(matchContact(found, phone('56912345678'), 'fail')).toEqual({ id: 'a' });
	});
});

describe('of several contacts with one number', () => {
	const at = (id: string, last_message_at: unknown) => contact(id, { last_message_at });
	const several = (...found: object[]) => ({ problem: 'several', others: found });

	it('none is taken', () => {
		const found = [at('a', '2026-01-01T00:00:00Z'), at('b', '2026-01-02T00:00:00Z')];
		expect(matchContact(found, phone('56912345678'), 'fail')).toEqual(several(...found));
	});

	it.each([
		['2026-01-02T00:00:00Z', '2026-01-01T23:59:59.999Z', 'a'],
		['2026-01-01T23:59:59.999Z', '2026-01-02T00:00:00Z', 'b'],
		// Text alone would say otherwise.
		['2026-01-01T23:00:00-05:00', '2026-01-02T01:00:00Z', 'a'],
		['2026-01-02T00:30:00+02:00', '2026-01-01T23:00:00Z', 'b'],
		[null, '2020-01-01T00:00:00Z', 'b'],
		['2020-01-01T00:00:00Z', undefined, 'a'],
	])('Latest takes that of the newest message: %j or %j: %s', (a, b, id) => {
		expect(matchContact([at('a', a), at('b', b)], phone('56912345678'), 'latest')).toEqual({ id });
	});

	it.each([
		['2026-01-01T12:00:00', '2026-01-01T11:59:00Z', 'a'],
		['2026-01-01 12:00:00', '2026-01-01T12:01:00+00:00', 'b'],
	])('D25: a time without an offset is UTC, wherever the machine is: %j, %j', (a, b, id) => {
		expect(matchContact([at('a', a), at('b', b)], phone('56912345678'), 'latest')).toEqual({ id });
	});

	it.each([
		['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
		[null, null],
		['2026-01-01T00:00:00Z', 'yesterday'],
	])('Latest takes none when nobody can tell: %j and %j', (a, b) => {
		const found = [at('a', a), at('b', b)];
		expect(matchContact(found, phone('56912345678'), 'latest')).toEqual(several(...found));
	});

	it('Latest looks at no other contact', () => {
		const found = [
			at('a', '2026-01-01T00:00:00Z'),
			{ ...at('other', '2026-09-01T00:00:00Z'), phone: '+569123456780' },
			at('b', '2026-01-02T00:00:00Z'),
		];
		expect(matchContact(found, phone('56912345678'), 'latest')).toEqual({ id: 'b' });
	});
});

it('D22: with a full answer and no equal one nobody can tell', () => {
	const others = Array.from({ length: SEARCH_LIMIT }, (_, index) =>
		contact(String(index), { email: `${index}ana@example.com` }),
	);
	const known = email('ana@example.com');
	expect(matchContact(others, known, 'latest')).toEqual({ problem: 'tooMany', others });
	const [, ...fewer] = others;
	expect(matchContact(fewer, known, 'latest')).toEqual({ problem: 'nobody', others: fewer });
	const equal = { id: 'ana', email: 'ana@example.com' };
	expect(matchContact([...fewer, equal], known, 'fail')).toEqual({ id: 'ana' });
});

// A model of Vambe and of the people in it. Who is who is said by how a number is made, not by how it is
// read: two numbers are one person's exactly when country and national number are the same.

interface Person {
	country: string;
	national: string;
	/** The digit that Mexico and Argentina put behind the country code, or not. */
	extra: string;
}
interface Stored extends Person {
	id: string;
	phone: string;
	last_message_at: string | null;
}

const digits = (length: number): fc.Arbitrary<string> =>
	fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`));
/** Few numbers, so that they meet: the same, a part of another, the same behind another country. */
const national = (length: number): fc.Arbitrary<string> =>
	fc.oneof(
		fc
			.constantFrom('5512345678', '1551234567', '9551234567', '1234567890')
			.map((text) => (text + text).slice(0, length)),
		digits(length),
	);
const person: fc.Arbitrary<Person> = fc.oneof(
	fc.record({
		country: fc.constant('52'),
		national: national(10),
		extra: fc.constantFrom('', '1'),
	}),
	fc.record({
		country: fc.constant('54'),
		national: national(10),
		extra: fc.constantFrom('', '9'),
	}),
	...[
		['1', 10],
		['56', 9],
		['55', 11],
		['55', 10],
		['51', 9],
		['34', 9],
	].map(([country, length]) =>
		fc.record({
			country: fc.constant(String(country)),
			national: national(Number(length)),
			extra: fc.constant(''),
		}),
	),
);

/** Blanks, dashes, brackets, with a plus sign, as it is dialled, or without: as people write numbers. */
const writing = fc.record({
	plus: fc.constantFrom('', '+', '00', '+00 '),
	between: fc.array(fc.constantFrom('', '', ' ', '-', '.', '\u00a0', ' (', ') ', '/', '–'), {
		minLength: 20,
		maxLength: 20,
	}),
});
const written = (
	{ country, national: rest, extra }: Person,
	{ plus, between }: { plus: string; between: string[] },
): string => plus + [...(country + extra + rest)].map((one, at) => one + between[at]).join('');

const samePerson = (a: Person, b: Person): boolean =>
	a.country === b.country && a.national === b.national;

/** As Vambe documents its search: numbers are cleaned, a part is enough, fifty at most. */
function search(stored: readonly Stored[], query: string): Stored[] {
	const clean = (text: string): string => text.replace(/\D/g, '');
	return stored.filter((one) => clean(one.phone).includes(clean(query))).slice(0, SEARCH_LIMIT);
}

const people: fc.Arbitrary<Stored[]> = fc
	.array(
		fc.record({
			who: person,
			how: writing,
			at: fc.option(fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')),
		}),
		{ maxLength: 60 },
	)
	.map((list) =>
		list.map(({ who, how, at }, index) => ({
			...who,
			id: `id-${index}`,
			phone: written(who, how),
			last_message_at: at,
		})),
	);

it('a number finds its person or nobody, never somebody else', () => {
	let found = 0;
	fc.assert(
		fc.property(
			people,
			fc.option(person),
			fc.nat(),
			writing,
			fc.constantFrom<SeveralMatches>('fail', 'latest'),
			(stored, stranger, at, how, several) => {
				// Half of the time somebody who is there, in the form of the number that is not stored.
				const known = stored[at % (stored.length || 1)];
				const wanted = stranger ?? known ?? { country: '56', national: '912345678', extra: '' };
				const given = written(wanted, how);
				const match = matchContact(search(stored, phoneQuery(given)), phone(given), several);
				const right = stored.filter((one) => samePerson(one, wanted));
				if (!('id' in match)) {
					if (match.problem === 'nobody') expect(right).toEqual([]);
					if (match.problem === 'several') expect(right.length).toBeGreaterThan(1);
					return;
				}
				found++;
				expect(right.map(({ id }) => id)).toContain(match.id);
				if (several === 'fail') expect(right).toHaveLength(1);
				const newest = right.find(({ id }) => id === match.id)?.last_message_at ?? '';
				for (const other of right) expect((other.last_message_at ?? '') <= newest).toBe(true);
			},
		),
		{ numRuns: 2000, ...PROPERTY_SEED },
	);
	// A search that never finds anybody would pass, too.
	expect(found).toBeGreaterThan(200);
});

it('an address finds its person or nobody, never somebody else', () => {
	const address = fc
		.tuple(
			fc.constantFrom('ana', 'mariana', 'ana.b', 'an', 'ANA'),
			fc.constantFrom('x.co', 'xx.com', 'x.com'),
		)
		.map(([name, host]) => `${name}@${host}`);
	fc.assert(
		fc.property(fc.array(address, { maxLength: 70 }), address, (addresses, wanted) => {
			const stored = addresses.map((one, index) => ({ id: `id-${index}`, email: one }));
			const lower = (text: string): string => text.toLowerCase();
			const found = stored
				.filter((one) => lower(one.email).includes(lower(wanted)))
				.slice(0, SEARCH_LIMIT);
			const match = matchContact(found, email(wanted), 'fail');
			if ('id' in match) {
				const person = stored.find(({ id }) => id === match.id);
				expect(lower(person?.email ?? '')).toBe(lower(wanted));
			} else if (match.problem === 'nobody') {
				expect(stored.filter((one) => lower(one.email) === lower(wanted))).toEqual([]);
			}
		}),
		{ numRuns: 500, ...PROPERTY_SEED },
	);
});
