import type { Operation } from '../operation/operation';
import { placeholder, resolved } from '../operation/reference';
import { failureFromError } from '../values/failure';
import type { ReadyItem } from './readItems';
import type { RunReport } from './report';

/**
 * Refuses the items that ask an account for what an earlier one asks for, where that is done once in a
 * run. Items of another account mean something else, and an item of a dry run sends nothing.
 *
 * @param items of one account.
 * @returns the others.
 */
export function withoutRepeats(
	items: ReadyItem[],
	operation: Operation,
	report: RunReport,
): ReadyItem[] {
	if (!operation.once) return items;
	const asked = { sent: new Map<string, number>(), shown: new Map<string, number>() };
	return items.filter(({ index, input, own, settings }) => {
		const once = operation.once?.(resolved(input, placeholder), own);
		if (!once) return true;
		const before = settings.dryRun ? asked.shown : asked.sent;
		const earlier = before.get(once.key);
		if (earlier === undefined) before.set(once.key, index);
		else report.failed(index, failureFromError(once.refusal(earlier)));
		return earlier === undefined;
	});
}
