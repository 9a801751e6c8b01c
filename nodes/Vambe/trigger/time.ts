/** ISO 8601 as databases write it, too: a blank for the T, an offset without its minutes, or none. */
const TIME =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * The Unix time (ms) of a text that the API wrote; undefined when it is none. A text without an offset is
 * UTC (D25): read in this machine's time zone, contacts would be hours late or early.
 */
export function timeOf(text: string): number | undefined {
	const [, date, clock = '00:00', offset = 'Z'] = TIME.exec(text.trim()) ?? [];
	if (date === undefined) return undefined;
	const minutes = /^[+-]\d{2}$/.test(offset) ? ':00' : '';
	const time = Date.parse(`${date}T${clock.replace(',', '.')}${offset.toUpperCase()}${minutes}`);
	return Number.isNaN(time) ? undefined : time;
}
