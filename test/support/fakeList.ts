import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { fakeConnection, type Reply, type Seen } from './fakeConnection';
import { node } from './fakeContext';
import { VirtualClock } from './virtualClock';

/** A list in the editor whose server answers as scripted, and what it was asked. */
export function fakeList(
	reply: Reply[] | ((seen: Seen, position: number) => Reply),
	credentials: object | Error = { apiKey: 'sk-secret', baseUrl: 'https://api.example.com' },
): { context: ILoadOptionsFunctions; seen: Seen[] } {
	const { connection, seen } = fakeConnection(new VirtualClock(), reply);
	const context = {
		...connection.context,
		getNode: () => node,
		getCredentials: async () => {
			if (credentials instanceof Error) throw credentials;
			return credentials;
		},
	};
	return { context: context as unknown as ILoadOptionsFunctions, seen };
}
