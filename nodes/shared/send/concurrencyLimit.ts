import type { ConcurrencyLimit, Started } from './concurrency';
import { GradientLimit } from './gradientLimit';

/** A number that the user has set. */
class FixedLimit implements ConcurrencyLimit {
	constructor(readonly current: number) {}

	onStart(at: number, isRetry: boolean): Started {
		return { at, underWay: this.current, limit: this.current, isRetry };
	}

	onEnd(): void {
		// Whatever the answers say, it stays.
	}
}

/** @param setting requests at once; 0 to find out by the answers. */
export function concurrencyLimit(setting: number): ConcurrencyLimit {
	return setting > 0 ? new FixedLimit(setting) : new GradientLimit();
}
