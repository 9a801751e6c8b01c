import { handedOver } from '../../../../nodes/shared/n8n/credentials';
import { service } from '../../../support/fakeClient';

it('hands over the data of a credential as n8n would read it', () => {
	const data = { apiKey: 'sk-secret' };
	const credential = handedOver(service, data);
	expect(credential).toEqual({ id: '', name: '', type: 'testApi', data });
	expect(credential.data).toBe(data);
});
