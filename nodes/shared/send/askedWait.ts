import { MAX_ASKED_WAIT_MS } from './retryPolicy';

/**
 * Headers that tell when a rate limit lets requests through again, most telling first: those of the IETF's
 * drafts (last `RateLimit: "default";r=0;t=30`), and those of common gateways and frameworks.
 */
const RESET_HEADERS = [
	'ratelimit-reset',
	'x-ratelimit-retry-after',
	'x-ratelimit-reset-after',
	'x-ratelimit-reset',
	'x-rate-limit-reset',
	'ratelimit',
];

/**
 * For how long a server asks to wait. `Retry-After` counts with any status. Where it is missing, a 429
 * is asked when its limit starts anew; other answers carry those headers without meaning a wait.
 *
 * @param headers with names in lower case, as Node.js gives them.
 * @param nowEpochMs wall-clock time of this machine (ms). A date is compared to the server's own `Date`
 * if there is one, since either clock may be wrong.
 * @returns ms, 0 for a date gone by; undefined when no header says anything that can be used.
 */
export function askedWaitMs(
	statusCode: number,
	headers: Record<string, unknown>,
	nowEpochMs: number,
): number | undefined {
	const now = httpDate(textOf(headers.date)) ?? nowEpochMs;
	const named = retryAfterMs(textOf(headers['retry-after']), now);
	if (named !== undefined || statusCode !== 429) return named;
	for (const name of RESET_HEADERS) {
		const ms = resetMs(textOf(headers[name]), now);
		// One that is far away may be about another limit, such as that of a day.
		if (ms !== undefined && ms > 0 && ms <= MAX_ASKED_WAIT_MS) return ms;
	}
	return undefined;
}

/** `Retry-After` by RFC 9110: whole seconds or an HTTP date. */
function retryAfterMs(text: string, now: number): number | undefined {
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const date = httpDate(text);
	return date === undefined ? undefined : Math.max(0, date - now);
}

/** Numbers from here on are a moment and no length of time: seconds, or ms, since 1970. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MS = 1e11;

/** A moment or a number of seconds, in any of the forms in use. */
function resetMs(text: string, now: number): number | undefined {
	const [, listed] = /(?:^|[;,]\s*)(?:t|reset)=(\d+)/i.exec(text) ?? [];
	const value = listed ?? text;
	if (!/^\d+(\.\d+)?$/.test(value)) {
		const date = httpDate(value);
		return date === undefined ? undefined : date - now;
	}
	const number = Number(value);
	if (number >= EPOCH_MS) return number - now;
	return number >= EPOCH_SECONDS ? number * 1000 - now : number * 1000;
}

/** All three forms of RFC 9110 begin with a weekday; `Date.parse` alone takes "retry 5" for a date. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/** A date as HTTP writes it, in ms since 1970. */
function httpDate(text: string): number | undefined {
	if (!HTTP_DATE.test(text)) return undefined;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : date;
}

function textOf(header: unknown): string {
	return typeof header === 'string' ? header.trim() : '';
}
