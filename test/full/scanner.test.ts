import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { copyOfSources, scan } from '../supplyChain/scanner';

/** One thing against each set of rules; the comment must not help. */
const FORBIDDEN = `/* eslint-disable */
setTimeout(() => undefined, 1);
export const field = { displayName: 'not in title case', name: 'field', type: 'string', default: '' };
`;

it("n8n's scanner refuses what n8n forbids, in any of its sets of rules", () => {
	const { folder, remove } = copyOfSources();
	try {
		writeFileSync(join(folder, 'nodes/Vambe/forbidden.ts'), FORBIDDEN);
		const { passed, details } = scan('sources', folder);
		expect(passed).toBe(false);
		expect(details).toContain('@n8n/community-nodes/no-restricted-globals');
		expect(details).toContain('n8n-nodes-base/node-param-display-name-miscased');
	} finally {
		remove();
	}
});
