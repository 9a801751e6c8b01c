import type { IDataObject } from 'n8n-workflow';

/** Keys with their values, in order. Not an object yet: that could not hold the same key twice. */
export type Entries = Array<[key: string, value: unknown]>;

/** Leaves out what is not set: the APIs take no null (D2). */
export function withoutUnset(fields: Record<string, unknown>): IDataObject {
	const set = Object.entries(fields).filter(([, value]) => value !== undefined);
	return Object.fromEntries(set) as IDataObject;
}

/** An object answer is the output; anything else goes under `response`, an empty answer is {}. */
export function passThrough(answer: unknown): IDataObject {
	if (answer === undefined || answer === null || answer === '') return {};
	if (typeof answer === 'object' && !Array.isArray(answer)) return answer as IDataObject;
	return { response: answer };
}
