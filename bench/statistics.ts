/** The middle value; of an even number of values, the mean of the middle two. NaN for none. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
	const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
	return (lower + upper) / 2;
}

/**
 * The ratio a/b, as the median of the ratios of runs made right after one another. Both of a pair had
 * the same neighbours on the machine, so noise that lasts longer than a run cancels out.
 */
export function pairedRatio(a: readonly number[], b: readonly number[]): number {
	return median(a.map((value, index) => value / (b[index] ?? NaN)));
}
