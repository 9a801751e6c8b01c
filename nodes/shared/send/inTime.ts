import type { Alarm } from './alarm';
import { readable, TIMED_OUT, type Answer } from './answer';
import type { Clock } from './clock';

/**
 * Makes one attempt, which is aborted when the whole answer is not there in time.
 *
 * @param timeoutMs ms for it.
 * @param alarm rings for all attempts of a run.
 */
export async function inTime(
	attempt: (signal: AbortSignal) => Promise<Answer>,
	timeoutMs: number,
	alarm: Alarm,
	clock: Clock,
): Promise<Answer> {
	const controller = new AbortController();
	const startedAt = clock.now();
	const cancelAlarm = alarm.set(timeoutMs, () => controller.abort());
	try {
		const answer = await attempt(controller.signal);
		// The HTTP client has the same time-out, and can be a moment ahead of the alarm.
		const late = controller.signal.aborted || clock.now() - startedAt >= timeoutMs;
		return late && answer.statusCode === undefined ? { networkCode: TIMED_OUT } : readable(answer);
	} finally {
		cancelAlarm();
	}
}
