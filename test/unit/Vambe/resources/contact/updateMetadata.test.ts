import { updateContactMetadata } from '../../../../../nodes/Vambe/resources/contact/updateMetadata';
import { inputOf, jsonBlock } from '../../../../support/inputOf';

const ID = 'DF980FC8-B6DB-4820-BF22-2969482D106D';

describe('update contact metadata', () => {
	const of = (metadata: object) =>
		inputOf(updateContactMetadata, { contactId: ID, ...jsonBlock('metadata', metadata) });
	const path = `/api/public/contact/${ID}/update-metadata`;

	it('sends the metadata as the body, or wrapped when asked', () => {
		const request = (wrapMetadata: boolean) =>
			updateContactMetadata.request(of({ plan: 'pro' }), { wrapMetadata });
		expect(request(false)).toEqual({ method: 'POST', path, body: { plan: 'pro' } });
		expect(request(true)).toEqual({ method: 'POST', path, body: { metadata: { plan: 'pro' } } });
	});

	it('keeps the order of a contact however its ID is written', () => {
		expect(updateContactMetadata.order?.(of({ a: 1 }))).toBe(ID.toLowerCase());
	});

	it('puts the list of updated fields beside the contact, and passes an object on', () => {
		const output = (response: unknown) => updateContactMetadata.output(response, of({ a: 1 }));
		expect(output(['plan'])).toEqual({ contactId: ID, updatedFields: ['plan'] });
		expect(output({ id: 1 })).toEqual({ id: 1 });
	});

	it('warns when nothing was updated', () => {
		const { warning } = updateContactMetadata;
		expect(warning?.([])).toContain('listed no updated fields');
		expect(warning?.(['plan'])).toBeUndefined();
		expect(warning?.({ length: 0 })).toBeUndefined();
	});

	it('combines: later values win', () => {
		expect(updateContactMetadata.merge?.(of({ a: 1, b: 1 }), of({ b: 2 }))).toEqual({
			contactId: ID,
			metadata: { a: 1, b: 2 },
		});
	});
});
