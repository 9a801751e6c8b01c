import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '../../sandbox');

/** Each file of the sandbox with those of them that it imports, types included. */
function importsByFile(): Map<string, string[]> {
	const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(ROOT, name));
	return new Map(
		files.map((file) => {
			const paths = [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']*)'/g)];
			return [file, paths.map(([, path = '']) => resolve(join(dirname(file), path)))];
		}),
	);
}

function resolve(path: string): string {
	return existsSync(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts');
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

it('no file of the sandbox imports itself, by whatever way', () => {
	const imports = importsByFile();
	const all = [...imports.values()].flat();
	// Were imports not found, there would be no cycle to find either.
	expect(all.length).toBeGreaterThan(50);
	expect(all.filter((file) => !existsSync(file))).toEqual([]);
	expect(firstCycle(imports).map((file) => relative(ROOT, file))).toEqual([]);
});
