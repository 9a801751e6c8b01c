import { addWebchatMetadata } from '../../../../../nodes/Vambe/resources/webchatContact/addMetadata';
import { inputOf, jsonBlock } from '../../../../support/inputOf';

describe('add webchat metadata', () => {
	const of = (metadata: object) =>
		inputOf(addWebchatMetadata, { externalUserId: 'User-1', ...jsonBlock('metadata', metadata) });

	it('sends the user and the metadata', () => {
		expect(addWebchatMetadata.request(of({ a: 1 }), {})).toEqual({
			method: 'POST',
			path: '/api/public/webchat/contact/add-metadata',
			body: { externalUserId: 'User-1', metadata: { a: 1 } },
		});
	});

	it('keeps the order of a user, whose ID has a case of its own', () => {
		expect(addWebchatMetadata.order?.(of({ a: 1 }))).toBe('User-1');
	});

	it('combines: later values win', () => {
		expect(addWebchatMetadata.merge?.(of({ a: 1, b: 1 }), of({ b: 2 }))).toEqual({
			externalUserId: 'User-1',
			metadata: { a: 1, b: 2 },
		});
	});
});
