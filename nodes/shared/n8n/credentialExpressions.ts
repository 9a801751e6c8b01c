import {
	isExpression,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type INodeCredentialsDetails,
} from 'n8n-workflow';

/** What the contexts of n8n-core hold beside what their type says. */
interface WithCredentialsHelper {
	additionalData?: {
		credentialsHelper: {
			getDecrypted(
				additionalData: unknown,
				credential: INodeCredentialsDetails,
				type: string,
				mode: string,
				executeData: undefined,
				raw: true,
			): Promise<ICredentialDataDecryptedObject>;
		};
	};
}

/**
 * Whether the credential of a node may be another one for another item, because a field of it is an
 * expression. Asked after the credential was read once: that is when n8n notes on whose behalf it runs.
 *
 * What n8n does: `getCredentials` resolves the expressions of a credential for the item it is asked for,
 * and reads and decrypts the credential every time, 0.2 to 0.3 ms each. Nothing public tells whether there
 * is an expression; n8n's own helper does, as it hands out the fields as they are stored. Where it is out
 * of reach the answer is yes, which is slower and never wrong. What the operator of n8n sets for all
 * credentials of a type (`CREDENTIALS_OVERWRITE_DATA`) is not looked at.
 * Versions: all from 2.4 to 2.40. Noticed by: test/workflow/tenants ("is read once").
 * Delete when n8n keeps a credential without expressions for the length of a run.
 */
export async function mayDifferByItem(
	context: IExecuteFunctions,
	credentialType: string,
): Promise<boolean> {
	const { additionalData } = context as WithCredentialsHelper;
	const credential = context.getNode().credentials?.[credentialType];
	if (!additionalData || !credential) return true;
	try {
		const stored = await additionalData.credentialsHelper.getDecrypted(
			additionalData,
			credential,
			credentialType,
			context.getMode(),
			undefined,
			true,
		);
		return Object.values(stored).some(isExpression);
	} catch {
		return true;
	}
}
