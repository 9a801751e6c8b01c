import { addTags } from '../../../../../nodes/Vambe/resources/contact/addTags';
import { inputOf } from '../../../../support/inputOf';

describe('add tags to contact', () => {
	const of = (contactIdentifier: string) =>
		inputOf(addTags, { channel: 'whatsapp', contactIdentifier, tags: 'vip, new' });

	it('finds the contact through its channel', () => {
		expect(addTags.request(of('+56 912'), {})).toEqual({
			method: 'POST',
			path: '/api/public/channels/whatsapp/%2B56%20912/tags',
			body: { tags: ['vip', 'new'] },
		});
	});

	it('keeps the order of a number, however it is written', () => {
		expect(addTags.order?.(of('+56 912'))).toBe(addTags.order?.(of('56912')));
	});

	it.each(['.', '..'])('refuses "%s", which would be another address', (identifier) => {
		expect(() => of(identifier)).toThrow('Contact Identifier');
	});
});
