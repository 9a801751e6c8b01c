import { STATUS_CODES } from 'node:http';
import type { Problem } from '../contract';
import type { Answer } from '../service';

/** An error as Vambe words it: `{ statusCode, message }`, no more. */
export function vambeError(status: number, message?: string): Answer {
	return { status, body: vambeErrorBody(status, message) };
}

export function vambeErrorBody(status: number, message = STATUS_CODES[status] ?? 'Error'): object {
	return { statusCode: status, message };
}

/** @param what what was looked for, such as `Contact` */
export function notFound(what: string): Answer {
	return vambeError(404, `${what} not found`);
}

/** Assumption: the reference does not show the 400 of a wrong field; it names every problem here. */
export function badRequest(problems: readonly Problem[]): Answer {
	const texts = problems.map(({ place, path, message }) => {
		const where = path.slice(1).replaceAll('/', '.');
		return `${where || place} ${message}`;
	});
	return vambeError(400, texts.join('; '));
}
