import type { Failure } from '../../nodes/shared/values/failure';
import { displayNames, type Target } from './targets';

/** A complaint is clear when it names a field as the editor does, and says on one line what to do. */
export function expectClear(target: Target, { message, hint, details }: Failure): void {
	expect([...displayNames(target)]).toContain(details.field);
	expect(message).toMatch(/^\P{Cc}{5,1000}$/u);
	expect(hint).toMatch(/^[A-Z].*\.$/);
}
