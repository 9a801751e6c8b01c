import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Problem } from '../contract';

/** An error that is not about a record, as ASAPP words it. */
export function asappErrorBody(status: number): object {
	const message = STATUS_CODES[status] ?? 'Error';
	return { error: { requestId: randomUUID(), code: `${status}-01`, message } };
}

/** The event id of a record, or a new one when it brings none that can be used. */
export function eventIdOf(record: unknown): string {
	const given = (record as { eventId?: unknown } | null | undefined)?.eventId;
	return typeof given === 'string' && given !== '' ? given : randomUUID();
}

/** Assumption: only the prefix and one example of such a text are published. */
export function badParams(problems: readonly Problem[]): string {
	const texts = problems.map(({ path, message }) => `${path.slice(1) || 'body'} ${message}`);
	return `FAIL_BAD_PARAMS: ERROR: ${texts.join('; ')}`;
}
