import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { mayDifferByItem } from '../../../../nodes/shared/n8n/credentialExpressions';

type Stored = ICredentialDataDecryptedObject | Error;

/** A context as n8n-core makes it, with a credential that is stored like this. */
function contextOf(stored: Stored): { context: IExecuteFunctions; raw: unknown[] } {
	const raw: unknown[] = [];
	const context = {
		additionalData: {
			credentialsHelper: {
				getDecrypted: async (...given: unknown[]) => {
					raw.push(given[5]);
					if (stored instanceof Error) throw stored;
					return await Promise.resolve(stored);
				},
			},
		},
		getNode: () => ({ credentials: { testApi: { id: '1', name: 'Test' } } }),
		getMode: () => 'manual',
	};
	return { context: context as unknown as IExecuteFunctions, raw };
}

describe('a credential may differ by item', () => {
	it.each<[string, boolean, Stored]>([
		['no field is an expression', false, { apiKey: 'sk-1', count: 3, hosts: ['a'] }],
		['a field is an expression', true, { apiKey: 'sk-1', baseUrl: '={{ $json.host }}' }],
		['n8n does not say how it is stored', true, new Error('gone')],
	])('%s: %s', async (_when, differs, stored) => {
		const { context, raw } = contextOf(stored);
		expect(await mayDifferByItem(context, 'testApi')).toBe(differs);
		expect(raw).toEqual([true]);
	});

	it.each(['additionalData', 'getNode'])('where n8n has no %s to ask', async (missing) => {
		const { context } = contextOf({});
		const without = { ...context, [missing]: missing === 'getNode' ? () => ({}) : undefined };
		expect(await mayDifferByItem(without, 'testApi')).toBe(true);
	});
});
