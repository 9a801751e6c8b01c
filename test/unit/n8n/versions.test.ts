import { readFileSync } from 'node:fs';
import path from 'node:path';
import { n8nVersions, parseN8nVersion, recipeFolder, runsOnNode } from '../../../n8n/versions';

interface LockFile {
	packages: Record<string, { integrity?: string; resolved?: string; link?: boolean }>;
}

describe('n8n versions', () => {
	it('knows which Node each one runs on', () => {
		expect(runsOnNode('2.40.7', '20.19.0')).toBe(false);
		expect(runsOnNode('2.40.7', '24.0.0')).toBe(true);
		expect(runsOnNode('2.4.8', '20.19.0')).toBe(true);
		expect(runsOnNode('2.4.8', '25.1.0')).toBe(false);
	});

	it('refuses a version it cannot install', () => {
		expect(() => parseN8nVersion('1.0.0')).toThrow('Unknown n8n version "1.0.0"');
	});
});

describe.each([...n8nVersions, 'node-24' as const])('lock file of %s', (name) => {
	const text = readFileSync(path.join(recipeFolder(name), 'package-lock.json'), 'utf8');
	const { packages } = JSON.parse(text) as LockFile;
	const installed = Object.entries(packages).filter(([folder]) => folder !== '');

	it('pins every package by its checksum', () => {
		const unpinned = installed.filter(([, entry]) => !entry.integrity).map(([folder]) => folder);
		expect(unpinned).toEqual([]);
	});

	it('names no download address, so any registry can serve it', () => {
		const addressed = installed.filter(([, entry]) => entry.resolved).map(([folder]) => folder);
		expect(addressed).toEqual([]);
	});
});
