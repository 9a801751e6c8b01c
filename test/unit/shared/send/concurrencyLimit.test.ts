import { concurrencyLimit } from '../../../../nodes/shared/send/concurrencyLimit';
import { GradientLimit } from '../../../../nodes/shared/send/gradientLimit';

describe('the limit of concurrency', () => {
	it('is the number that was set, whatever the answers', () => {
		const limit = concurrencyLimit(7);
		for (let request = 0; request < 100; request++) {
			limit.onEnd(limit.onStart(request, false), request + 1, 'overloaded');
			limit.onEnd(limit.onStart(request, false), request + 1, 'accepted');
		}
		expect(limit.current).toBe(7);
	});

	it('follows the answers for 0', () => {
		expect(concurrencyLimit(0)).toBeInstanceOf(GradientLimit);
	});
});
