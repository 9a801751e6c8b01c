import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const README = join(ROOT, 'README.md');

/** All pages, from the folder of the project. */
const PAGES = [
	...readdirSync(ROOT),
	...['docs', 'sandbox', 'bench', 'test', 'examples'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
			join(folder, file),
		),
	),
].filter((file) => file.endsWith('.md'));

/** Addresses inside a page, of links and pictures alike; code is no text. */
function linksOf(page: string): string[] {
	const text = page.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
	const found = text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g);
	return [...found].map(([, link, attribute]) => link ?? attribute ?? '');
}

const isOutside = (link: string): boolean => /^[a-z]+:/.test(link);

/** The anchors that a page offers, made of its headings as GitHub makes them. */
function anchorsOf(file: string): string[] {
	return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

/** The links of a page that lead nowhere. */
function brokenLinks(page: string): string[] {
	const file = join(ROOT, page);
	return linksOf(readFileSync(file, 'utf8')).filter((link) => {
		if (isOutside(link)) return false;
		const [path = '', anchor] = link.split('#');
		const target = path === '' ? file : join(dirname(file), path);
		if (!existsSync(target)) return true;
		return anchor !== undefined && !anchorsOf(target).includes(anchor);
	});
}

it.each(PAGES)('every link of %s leads somewhere', (page) => {
	expect(brokenLinks(page)).toEqual([]);
});

it('the README leads to every page of docs/', () => {
	const linked = linksOf(readFileSync(README, 'utf8')).map((link) => link.split('#')[0]);
	const pages = PAGES.map((page) => page.replaceAll('\\', '/')).filter((page) =>
		page.startsWith('docs/'),
	);
	expect(pages.filter((page) => !linked.includes(page))).toEqual([]);
});

it('test/README.md is a map of every folder of tests', () => {
	const map = readFileSync(join(ROOT, 'test/README.md'), 'utf8');
	const folders = readdirSync(join(ROOT, 'test'), { withFileTypes: true }).filter((entry) =>
		entry.isDirectory(),
	);
	expect(folders.filter(({ name }) => !map.includes(`| \`${name}\``))).toEqual([]);
});
