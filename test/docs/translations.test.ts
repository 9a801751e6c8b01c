import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DOCS = join(__dirname, '../../docs');
const pages = readdirSync(join(DOCS, 'es')).filter((name) => name.endsWith('.md'));

/** The text between the fences of every code block, with the language behind the first fence. */
function codeBlocks(page: string): string[] {
	return [...page.matchAll(/^ *```(\S*)\n([^]*?)^ *```$/gm)].map(
		([, language = '', block = '']) => `${language}\n${block}`,
	);
}

/** Addresses of values, URLs and names of fields in running text: what no language changes. */
function literals(page: string): string[] {
	const text = page.replace(/^ *```[^]*?^ *```$/gm, '');
	return [...text.matchAll(/`([^`\n]+)`/g)].map(([, literal = '']) => literal).sort();
}

function headingLevels(page: string): number[] {
	const text = page.replace(/^ *```[^]*?^ *```$/gm, '');
	return [...text.matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length);
}

const rows = (page: string): number => [...page.matchAll(/^\|/gm)].length;

it('finds the Spanish pages', () => {
	expect(pages).toEqual(expect.arrayContaining(['credentials.md', 'quick-start.md']));
});

describe.each(pages)('docs/es/%s', (name) => {
	const spanishPath = join(DOCS, 'es', name);
	const spanish = readFileSync(spanishPath, 'utf8');
	const english = existsSync(join(DOCS, name)) ? readFileSync(join(DOCS, name), 'utf8') : '';

	it('translates a page that exists', () => {
		expect(english).not.toBe('');
	});

	it('has the same code blocks as the English page', () => {
		expect(codeBlocks(spanish)).toEqual(codeBlocks(english));
	});

	it('has all the values and addresses of the English page', () => {
		const there = new Set(literals(spanish));
		expect(literals(english).filter((literal) => !there.has(literal))).toEqual([]);
	});

	it('has the same sections and tables', () => {
		expect(headingLevels(spanish)).toEqual(headingLevels(english));
		expect(rows(spanish)).toBe(rows(english));
	});

	it('links to files that exist', () => {
		const links = [...spanish.matchAll(/\]\(([^)\s#]+)[^)]*\)|(?:src|srcset)="([^"]+)"/g)]
			.map(([, link, source]) => link ?? source ?? '')
			.filter((link) => !/^https?:/.test(link));
		const broken = links.filter((link) => !existsSync(join(dirname(spanishPath), link)));
		expect(broken).toEqual([]);
	});
});

it('the README leads to the Spanish quick start before anything else', () => {
	const readme = readFileSync(join(DOCS, '../README.md'), 'utf8');
	const [beforeSections = ''] = readme.split(/^## /m);
	expect(beforeSections).toContain('(docs/es/quick-start.md)');
});

it('says the same wherever it says how to install: what the end-to-end test runs', () => {
	const read = (name: string) => readFileSync(join(DOCS, name), 'utf8');
	const [, section = ''] = read('install.md').split('\n## A plain n8n\n');
	const [tested = ''] = codeBlocks(section);
	expect(tested).toContain('npm install --legacy-peer-deps');
	const commands = tested.replace(/^sh\n/, '');
	for (const page of ['../README.md', 'quick-start.md', 'es/quick-start.md']) {
		expect(codeBlocks(read(page)).some((block) => block.endsWith(commands))).toBe(true);
	}
});
