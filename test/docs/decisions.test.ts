import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** The sources below a folder, as one text. */
function sourcesOf(folder: string, ending: RegExp): string {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => ending.test(file))
		.map((file) => readFileSync(join(ROOT, folder, file), 'utf8'))
		.join('\n');
}

const idsIn = (text: string, pattern: RegExp): string[] =>
	[...text.matchAll(pattern)].map(([, id = '']) => id);

/** The ids of docs/api-decisions.md, in its order. */
const DECIDED = idsIn(readFileSync(join(ROOT, 'docs/api-decisions.md'), 'utf8'), /^\| (D\d+) /gm);

/** Those that tests hold: the name of such a test, or of its group, begins with the id. */
const HELD = idsIn(sourcesOf('test', /\.test\.ts$/), /['"`](D\d+): /g);

it('decisions are counted without a gap', () => {
	expect(DECIDED.length).toBeGreaterThan(0);
	expect(DECIDED).toEqual(DECIDED.map((_, index) => `D${index + 1}`));
});

it('every decision is held by a test whose name begins with its id and a colon', () => {
	expect(DECIDED.filter((id) => !HELD.includes(id))).toEqual([]);
});

it('every decision that sources and tests refer to is in docs/api-decisions.md', () => {
	const used = ['nodes', 'credentials', 'sandbox'].flatMap((folder) =>
		idsIn(sourcesOf(folder, /\.(ts|ya?ml|md)$/), /\b(D\d{1,2})\b/g),
	);
	expect(used.length).toBeGreaterThan(0);
	expect([...used, ...HELD].filter((id) => !DECIDED.includes(id))).toEqual([]);
});
