import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INode } from 'n8n-workflow';

const FOLDER = join(__dirname, '../../examples/workflows');
const PACK = 'n8n-nodes-vambe-asapp.';
/** Pixels of a node on n8n's canvas, which its position is the upper left corner of. */
const NODE_SIZE = 100;

interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** Pixels; n8n draws no lower one. */
const LOWEST_NOTE = 80;

/**
 * Pixels that the text of a note takes in n8n's editor, within 30 of what was measured there for all of
 * these examples.
 */
function textHeight({ content, width }: INode['parameters']): number {
	const lineWidth = Number(width) - 24;
	const heights = (content as string)
		.split(/\n+/)
		.map((paragraph) => paragraph.replace(/[*_`]/g, ''))
		.map((text) =>
			text.startsWith('#') ? 40 : Math.ceil((text.length * 6.9) / lineWidth) * 18.5 + 8,
		);
	return heights.reduce((sum, height) => sum + height, 8);
}

const isNote = ({ type }: INode): boolean => type === 'n8n-nodes-base.stickyNote';

function boxOf(node: INode): Box {
	const [left, top] = node.position;
	const { width = NODE_SIZE, height = NODE_SIZE } = isNote(node) ? node.parameters : {};
	return { left, top, right: left + Number(width), bottom: top + Number(height) };
}

const overlap = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

describe.each(files)('the notes of %s', (file) => {
	const { nodes } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { nodes: INode[] };
	const notes = nodes.filter(isNote);
	const ours = nodes.filter(({ type }) => type.startsWith(PACK));

	it('cover no node and no other note', () => {
		const covered = notes.flatMap((note) =>
			nodes
				.filter((other) => other !== note && overlap(boxOf(note), boxOf(other)))
				.map(({ name }) => `${note.name} covers ${name}`),
		);
		expect(covered).toEqual([]);
	});

	it('are as high as their text, as far as that can be told without a browser', () => {
		const wrong = notes.filter(({ parameters }) => {
			const spare = Number(parameters.height) - textHeight(parameters);
			return Number(parameters.height) > LOWEST_NOTE && (spare < -15 || spare > 45);
		});
		expect(wrong.map(({ name }) => name)).toEqual([]);
	});

	it('say that a credential is to be chosen, where one is', () => {
		const texts = notes.map(({ parameters }) => parameters.content as string);
		const [, use = ''] = texts.join('\n').split('**Use it:**');
		expect(use).not.toBe('');
		if (ours.length > 0) expect(use).toMatch(/choose your [^.]*credential/i);
	});

	it('and the names of the nodes speak plainly', () => {
		expect(nodes.map(({ name }) => name).filter((name) => /upsert/i.test(name))).toEqual([]);
	});
});
