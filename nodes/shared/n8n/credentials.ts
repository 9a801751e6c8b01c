import type { ICredentialDataDecryptedObject, ICredentialsDecrypted } from 'n8n-workflow';

/**
 * A credential as n8n's request helper takes it over instead of reading it.
 *
 * What n8n does: without it, the helper reads and decrypts the credential from its database for every
 * request, two fifths of what a request costs. Of what is handed over it uses `data` only.
 * Versions: all from 2.4 to 2.40. Noticed by: bench (time per item), test/unit/shared/api/request.
 * Delete when n8n keeps a credential for the length of a run.
 */
export function handedOver(
	{ credentialType }: { credentialType: string },
	data: ICredentialDataDecryptedObject,
): ICredentialsDecrypted {
	return { id: '', name: '', type: credentialType, data };
}
