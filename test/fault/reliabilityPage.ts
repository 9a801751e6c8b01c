import { join } from 'node:path';

import { documented } from '../support/documentedTable';

const PAGE = join(__dirname, '../../docs/reliability.md');

/** Checks that a section of docs/reliability.md says what was measured, or writes it there. */
export function expectOnReliabilityPage(section: string, measured: string): void {
	expect(documented(PAGE, section, measured)).toBe(measured);
}
