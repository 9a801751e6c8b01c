import type { Key } from '../shared/api/client';

/** Keys of the `asappApi` credential. */
export const ASAPP_KEYS: readonly Key[] = [
	{ field: 'apiId', displayName: 'API ID', header: 'asapp-api-id' },
	{ field: 'apiSecret', displayName: 'API Secret', header: 'asapp-api-secret' },
];
