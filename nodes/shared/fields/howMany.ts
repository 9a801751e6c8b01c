import type { Field } from './field';
import { flag } from './flag';
import { number } from './number';

const returnAll = flag({
	displayName: 'Return All',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

const limit = number({
	displayName: 'Limit',
	min: 1,
	default: 50,
	description: 'Max number of results to return',
	fix: 'Set Limit to a whole number of 1 or more, or turn on Return All.',
});

/** "Return All" and "Limit" of a list: the most that are wanted, Infinity for all. */
export const howMany: Field<number> = {
	properties: (name) => [
		...returnAll.properties(name),
		...limit.properties('limit').map((property) => ({
			...property,
			displayOptions: { show: { [name]: [false] } },
		})),
	],
	read: (item, name) => (returnAll.read(item, name) ? Infinity : limit.read(item, 'limit')),
};
