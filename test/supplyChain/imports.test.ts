import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '../..');
const FOLDERS = ['nodes', 'credentials', 'sandbox', 'n8n', 'demo', 'release', 'test', 'bench'];

/** Each file of the project with those of them that it imports, types included. */
function importsByFile(): Map<string, string[]> {
	const files = FOLDERS.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
			join(ROOT, folder, name),
		),
	).filter((file) => file.endsWith('.ts') && !file.includes('node_modules'));
	return new Map(
		files.map((file) => {
			const paths = [...readFileSync(file, 'utf8').matchAll(/\b(?:from|import) '(\.[^']*)'/g)];
			return [file, paths.map(([, path = '']) => resolve(join(dirname(file), path)))];
		}),
	);
}

function resolve(path: string): string {
	const candidates = [path, `${path}.ts`, join(path, 'index.ts')];
	return candidates.find((file) => /\.\w+$/.test(file) && existsSync(file)) ?? path;
}

function firstCycle(imports: Map<string, string[]>): string[] {
	const done = new Set<string>();
	const visit = (file: string, way: string[]): string[] => {
		if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
		if (done.has(file)) return [];
		for (const next of imports.get(file) ?? []) {
			const cycle = visit(next, [...way, file]);
			if (cycle.length > 0) return cycle;
		}
		done.add(file);
		return [];
	};
	return [...imports.keys()].map((file) => visit(file, [])).find(({ length }) => length > 0) ?? [];
}

it('no file imports itself, by whatever way', () => {
	const imports = importsByFile();
	const all = [...imports.values()].flat();
	// Were imports not found, there would be no cycle to find either.
	expect(all.length).toBeGreaterThan(500);
	expect(all.filter((file) => !existsSync(file))).toEqual([]);
	expect(firstCycle(imports).map((file) => relative(ROOT, file))).toEqual([]);
});

it('what ships imports nothing that does not', () => {
	const ships = (file: string): boolean => /^(nodes|credentials)\//.test(relative(ROOT, file));
	const strangers = [...importsByFile()]
		.filter(([file]) => ships(file))
		.flatMap(([, imported]) => imported.filter((file) => !ships(file)));
	expect(strangers).toEqual([]);
});
