import type { Key } from '../shared/api/client';

/** Keys of the `vambeApi` credential. */
export const VAMBE_KEYS: readonly Key[] = [
	{ field: 'apiKey', displayName: 'API Key', header: 'x-api-key' },
];
