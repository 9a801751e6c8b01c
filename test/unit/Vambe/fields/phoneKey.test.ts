import { phoneKey } from '../../../../nodes/Vambe/fields/phoneKey';

it.each([
	['+56 912-345', '56912345'],
	['+56912345', '56912345'],
	['(56) 912.345', '56912345'],
	['no digits', 'no digits'],
	['', ''],
])('the key of %j is %j', (phone, key) => {
	expect(phoneKey(phone)).toBe(key);
});
