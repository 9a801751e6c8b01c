import type { FinishedCase } from './report';
import { MACHINE_COLUMNS, rounded } from './result';

const WIDTH = 760;
const LABEL_WIDTH = 250;
const NUMBER_WIDTH = 150;
const BAR_HEIGHT = 16;
const LINE_HEIGHT = 24;
const HEADING_HEIGHT = 34;
const MARGIN = 16;
const FONT = 'font-family="system-ui, -apple-system, Segoe UI, sans-serif"';

interface Bar {
	label: string;
	/** Milliseconds per item. */
	value: number;
	ours: boolean;
	/** Beside the number: what time alone does not show. */
	note: string;
}

interface Group {
	title: string;
	bars: Bar[];
}

/** The cases whose contestants do the same work, so that their times say something. */
const CHARTED = ['latency', 'throughput', 'rateLimit', 'asappBatch'];

/** The chart for the README: node time per item, one group of bars per case. Reads on light and dark. */
export function drawChart(cases: readonly FinishedCase[]): string {
	const groups = cases.filter((one) => CHARTED.includes(one.case.name)).map(toGroup);
	let y = MARGIN;
	const parts = groups.map((group) => {
		const drawn = drawGroup(group, y);
		y += HEADING_HEIGHT + group.bars.length * LINE_HEIGHT + MARGIN / 2;
		return drawn;
	});
	const height = y + MARGIN;
	const caption = text(
		MARGIN,
		height - 10,
		'#888',
		11,
		'Milliseconds per item, median. One machine.',
	);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Time per item, this pack beside other ways">
<rect width="100%" height="100%" rx="8" fill="#fff"/>
${parts.join('\n')}
${caption}
</svg>
`;
}

function toGroup({ case: { title }, rows }: FinishedCase): Group {
	const bars = rows.map((row): Bar => {
		const lost = Number(row['lost, %'] ?? 0);
		return {
			label: row.contestant,
			value: (1000 * Number(row[MACHINE_COLUMNS.time])) / Number(row.items),
			ours: / node, /.test(row.contestant),
			note: lost > 0 ? `, ${lost} % lost` : '',
		};
	});
	// What sends nothing has no bar.
	return { title, bars: bars.filter(({ label }) => !label.startsWith('making')) };
}

function drawGroup({ title, bars }: Group, top: number): string {
	const longest = Math.max(...bars.map(({ value }) => value));
	const room = WIDTH - 2 * MARGIN - LABEL_WIDTH - NUMBER_WIDTH;
	const lines = bars.map(({ label, value, ours, note }, index) => {
		const y = top + HEADING_HEIGHT + index * LINE_HEIGHT;
		const width = Math.max(2, (value / longest) * room);
		const x = MARGIN + LABEL_WIDTH;
		const color = note ? '#d14343' : ours ? '#2563a8' : '#b8bfca';
		return [
			text(MARGIN, y + 12, '#333', 13, label),
			`<rect x="${x}" y="${y}" width="${width.toFixed(1)}" height="${BAR_HEIGHT}" rx="3" fill="${color}"/>`,
			text(x + width + 8, y + 12, '#333', 12, `${rounded(value)} ms${note}`),
		].join('\n');
	});
	return [text(MARGIN, top + 20, '#111', 15, title, 'font-weight="600"'), ...lines].join('\n');
}

function text(x: number, y: number, fill: string, size: number, words: string, more = ''): string {
	const escaped = words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
	return `<text x="${x.toFixed(1)}" y="${y}" fill="${fill}" font-size="${size}" ${FONT} ${more}>${escaped}</text>`;
}
