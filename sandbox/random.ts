/**
 * A repeatable sequence of numbers in [0, 1): a linear congruential generator with the constants of
 * Numerical Recipes. Good enough to decide which requests fail.
 */
export function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
