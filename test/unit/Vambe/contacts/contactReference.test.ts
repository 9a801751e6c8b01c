import { ContactReference } from '../../../../nodes/Vambe/contacts/contactReference';
import { SEARCH_LIMIT } from '../../../../nodes/Vambe/contacts/match';

const phone = (value: string, several: 'fail' | 'latest' = 'fail') =>
	new ContactReference({ by: 'phone', value }, several);
const email = (value: string) => new ContactReference({ by: 'email', value }, 'fail');

const ana = { id: 'a', name: 'Ana', phone: '+56912345678', platform: 'whatsapp' };

describe('the look-up of a contact', () => {
	it.each([
		[phone('+56 9 1234 5678'), { phone: '56912345678' }],
		[phone('+521 55 1234 5678'), { phone: '5512345678' }],
		[email('Ana@example.com'), { email: 'Ana@example.com' }],
	])('asks for what every form holds', ({ request }, query) => {
		expect(request).toEqual({ method: 'GET', path: '/api/public/contacts/search', query });
	});

	it.each([
		[phone('+56 9 1234 5678'), phone('56912345678'), true],
		[phone('+52 55 1234 5678'), phone('+521 5512345678'), true],
		[email('Ana@example.com'), email('ana@EXAMPLE.com'), true],
		[phone('+56912345678'), phone('+56912345679'), false],
		[phone('+56912345678'), phone('+56912345678', 'latest'), false],
	])('is done once for what means the same', (one, other, same) => {
		expect(one.key === other.key).toBe(same);
	});

	it('says in words what was meant', () => {
		expect(phone('+56 9 1234').words).toBe('contact with phone number +56 9 1234');
		expect(email('Ana@x.co').words).toBe('contact with email address Ana@x.co');
	});

	it('finds the one', () => {
		expect(phone('56 912345678').found([ana])).toEqual({ id: 'a' });
	});
});

describe('a contact that cannot be told', () => {
	const others = [
		{ ...ana, phone: '+569123456780' },
		{ id: 'b', name: '  ', phone: null, platform: 'webchat' },
		{ id: 'c', name: 'Luz', phone: '123' },
		{ id: 'd', name: null, phone: 5, platform: '' },
	];
	const full = Array.from({ length: SEARCH_LIMIT }, () => others[0]);
	const NUMBER = 'Contact is "+56912345678", but';

	it.each([
		['NOT_FOUND', [], `${NUMBER} no contact has this phone number`],
		[
			'NOT_FOUND',
			others,
			`${NUMBER} no contact has this phone number; similar: "Ana" (whatsapp, …6780), no name (webchat), "Luz" (…123) and 1 more`,
		],
		[
			'SEVERAL_FOUND',
			[ana, { ...ana, id: 'w', platform: 'web-whatsapp' }, ana],
			`${NUMBER} 2 contacts have this phone number: "Ana" (whatsapp, …5678), "Ana" (web-whatsapp, …5678)`,
		],
		[
			'TOO_MANY_FOUND',
			full,
			`${NUMBER} the search found 50 contacts or more and shows none with exactly this phone number: too many to tell`,
		],
		['NO_LIST', { id: 'a' }, 'Contact could not be looked up: the answer to the search is no list'],
	])('%s is said with who was found', (code, answer, message) => {
		expect(phone('+56912345678').found(answer)).toEqual({
			failure: {
				message,
				hint: expect.stringMatching(/\.$/) as unknown,
				details: { field: 'Contact', code },
			},
		});
	});

	it('the way out fits what was asked for', () => {
		const several = [ana, { ...ana, id: 'w' }];
		const hint = (found: object): unknown => (found as { failure: { hint: string } }).failure.hint;
		expect(hint(phone('+56912345678').found(several))).toContain('Several Matches');
		expect(hint(phone('+56912345678', 'latest').found(several))).not.toContain('Several Matches');
		expect(hint(email('a@x.co').found([]))).toContain('whole address');
		expect(hint(phone('12345').found([]))).toContain('country code');
	});
});
