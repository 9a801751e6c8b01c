import { credentialText } from '../../../../nodes/shared/api/service';

it.each([
	['text', 'text'],
	['', ''],
	[undefined, ''],
	[5, ''],
])('a credential field %p is the text %p', (value, text) => {
	expect(credentialText(value === undefined ? {} : { field: value }, 'field')).toBe(text);
});
