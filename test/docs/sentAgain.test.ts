import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { asappOperations } from '../../nodes/Asapp/operations';
import { vambeOperations } from '../../nodes/Vambe/operations';

const read = (page: string): string => readFileSync(join(__dirname, '../../docs', page), 'utf8');

/** What a second arrival repeats, as the editor calls it, e.g. "Ticket → Open". */
const NOT_TWICE = [...vambeOperations, ...asappOperations]
	.filter(({ idempotent }) => !idempotent)
	.map(({ resource, name }) => `${resource.name} → ${name}`);

it.each(['operations.md', 'queue-mode.md'])(
	'docs/%s names every operation that must not be sent twice',
	(page) => {
		expect(NOT_TWICE).not.toEqual([]);
		// Tables of all operations tell nothing about this.
		const text = read(page).replace(/^\|.*$/gm, '');
		expect(NOT_TWICE.filter((name) => !text.includes(name))).toEqual([]);
	},
);
