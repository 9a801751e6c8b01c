/**
 * Whether everything is tried, as `npm run test:full` does: every pair, and many random cases. `npm test`
 * tries a part of each that a person waits for. What is written into docs/ is measured in full.
 */
export const FULL = process.env.TEST_FULL === '1' || process.env.UPDATE_DOCS === '1';

/** Seeds of random runs: a few for every test run, all of them in full. */
export const seeds = (few: number, all: number): number[] =>
	Array.from({ length: FULL ? all : few }, (_, index) => index + 1);

/**
 * Two lists of which every pair is a test.
 *
 * @returns all pairs in full; else only as many as it takes for every entry of both lists to be in one.
 */
export function pairs<A, B>(as: readonly A[], bs: readonly B[]): Array<[A, B]> {
	const all = as.map((a) => bs.map((b): [A, B] => [a, b]));
	if (FULL || all.length === 0 || bs.length === 0) return all.flat();
	return Array.from({ length: Math.max(as.length, bs.length) }, (_, index) => {
		const row = all[index % as.length] ?? [];
		return row[index % bs.length] as [A, B];
	});
}
