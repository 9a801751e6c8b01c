import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeTypeDescription } from 'n8n-workflow';

import type { BuiltPack } from '../engine/builtPack';
import { ALL_OPERATIONS } from '../engine/operations';
import { schemaFile, TRIGGER_SCHEMA } from '../engine/schemas';

/** What n8n makes of the built pack. @param pack asked for when the tests run: building it takes seconds. */
export function describeLoading(pack: () => BuiltPack): void {
	let loader: PackageDirectoryLoader;

	beforeAll(async () => {
		loader = new PackageDirectoryLoader(pack().folder);
		await loader.loadAll();
	});

	it('has its nodes and credentials', () => {
		expect(loader.packageName).toBe('n8n-nodes-vambe-asapp');
		expect(loader.types.nodes.map(({ name }) => name).sort()).toEqual([
			'asapp',
			'vambe',
			'vambeTrigger',
		]);
		expect(loader.types.credentials.map(({ name }) => name).sort()).toEqual([
			'asappApi',
			'vambeApi',
		]);
	});

	it('tells n8n which credential belongs to which node', () => {
		expect(loader.known.credentials).toMatchObject({
			vambeApi: { supportedNodes: ['vambe', 'vambeTrigger'] },
			asappApi: { supportedNodes: ['asapp'] },
		});
	});

	const described = (name: string): INodeTypeDescription => {
		const found = loader.types.nodes.find((node) => node.name === name);
		if (!found) throw new Error(`${name} was not loaded`);
		return found;
	};

	it.each(['vambe', 'asapp'])('%s has icons and a codex with its documentation', (name) => {
		const { iconUrl, codex, usableAsTool } = described(name);
		expect(iconUrl).toEqual({
			light: expect.stringMatching(new RegExp(`/${name}\\.svg$`)) as unknown,
			dark: expect.stringMatching(new RegExp(`/${name}\\.dark\\.svg$`)) as unknown,
		});
		expect(codex?.categories?.length).toBeGreaterThan(0);
		expect(codex?.resources?.primaryDocumentation?.[0]?.url).toMatch(/^https:\/\//);
		expect(usableAsTool).toBe(true);
	});

	it('has a trigger with the icons of its node, which is no tool', () => {
		const { iconUrl, codex, polling, usableAsTool } = described('vambeTrigger');
		expect(iconUrl).toEqual(described('vambe').iconUrl);
		expect(codex?.resources?.primaryDocumentation?.[0]?.url).toMatch(/^https:\/\//);
		expect([polling, usableAsTool]).toEqual([true, undefined]);
	});

	it('ships an icon for every file a node or credential names', () => {
		const icons = loader.types.credentials.flatMap(({ iconUrl }) => Object.values(iconUrl ?? {}));
		expect(icons).toHaveLength(4);
		for (const url of icons) {
			const file = String(url).replace(/^icons\/n8n-nodes-vambe-asapp\/dist\//, '');
			expect(pack().files).toContain(file);
		}
	});

	it('holds code, icons, codex and schemas and nothing else', () => {
		const kinds = pack().files.map((file) => file.replace(/^.*?(\.[a-z.]+)$/i, '$1'));
		expect(pack().files.every((file) => /\.(js|svg|json)$/.test(file))).toBe(true);
		expect(kinds).toContain('.svg');
		expect(
			pack()
				.files.filter((file) => file.includes('__schema__'))
				.sort(),
		).toEqual(
			[...ALL_OPERATIONS.map(schemaFile), TRIGGER_SCHEMA].map((file) => `nodes/${file}`).sort(),
		);
	});
}
