import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { generateNodeTypeFile } from '@n8n/workflow-sdk/dist/generate-types/generate-types';
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { Asapp } from '../../nodes/Asapp/Asapp.node';
import { Vambe } from '../../nodes/Vambe/Vambe.node';
import { VambeTrigger } from '../../nodes/Vambe/VambeTrigger.node';

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** What n8n's assistant knows of a node is a file of types made of its description. */
describe.each([
	['vambe', new Vambe().description],
	['asapp', new Asapp().description],
	['vambeTrigger', new VambeTrigger().description],
] as ReadonlyArray<[string, INodeTypeDescription]>)('%s, as n8n builds with it', (_name, node) => {
	const all = entriesOf(node.properties);
	const properties = all.filter((one): one is INodeProperties => 'type' in one);
	const types = generateNodeTypeFile(node as never);

	it('tells what to put around it, and where', () => {
		expect(node.builderHint?.searchHint).toEqual(expect.any(String));
		expect(types).toContain(`@builderHint ${node.builderHint?.searchHint ?? ''}`);
	});

	it('has no hint where n8n refuses to load it, and none with an expression', () => {
		const discriminators = properties.filter(({ name }) =>
			['resource', 'operation', 'mode'].includes(name),
		);
		expect(discriminators.filter((one) => one.builderHint !== undefined)).toEqual([]);
		const hints = [
			...all.flatMap((one) => ('builderHint' in one && one.builderHint?.propertyHint) || []),
			node.builderHint?.searchHint ?? '',
			...(node.builderHint?.relatedNodes ?? []).map(({ relationHint }) => relationHint),
		];
		expect(hints.filter((hint) => hint.includes('{{'))).toEqual([]);
	});

	it('says of each required locator and number that it is, which its type does not', () => {
		const required = properties.filter(
			({ type, required: isRequired }) =>
				(type === 'resourceLocator' || type === 'number') && isRequired === true,
		);
		for (const { builderHint } of required)
			expect(builderHint?.propertyHint).toMatch(/^Required\./);
		expect(types.match(/@builderHint Required\./g) ?? []).toHaveLength(required.length);
	});

	it('says which field belongs to which mode', () => {
		const modes = properties.filter(
			({ name, type }) => name.endsWith('Mode') && type === 'options',
		);
		for (const { name, options = [], builderHint } of modes) {
			for (const { value } of options as INodePropertyOptions[]) {
				const own = properties.find((one) => one.displayOptions?.show?.[name]?.includes(value));
				expect(builderHint?.propertyHint).toContain(`${String(value)} with ${own?.name ?? '?'}`);
			}
		}
	});

	it('is described without HTML', () => {
		const texts = all.flatMap((one) => ('description' in one && one.description) || []);
		expect(texts.filter((text) => /<\/?[a-z]/i.test(text))).toEqual([]);
	});
});

it.each([
	['Vambe/Vambe', ['vambe tags', 'whatsapp contact', 'crm', 'customer data', 'lead']],
	['Vambe/VambeTrigger', ['new contact', 'new lead', 'crm']],
	['Asapp/Asapp', ['customer data', 'contact center']],
])('%s is found by what people search for', (file, words) => {
	const path = join(__dirname, '../../nodes', `${file}.node.json`);
	const { alias } = JSON.parse(readFileSync(path, 'utf8')) as { alias: string[] };
	expect(alias.map((one) => one.toLowerCase())).toEqual(expect.arrayContaining(words));
});

/** Every property, option and group below these, itself included. */
function entriesOf(entries: readonly Entry[]): Entry[] {
	return entries.flatMap((one) => [
		one,
		...('options' in one && one.options ? entriesOf(one.options) : []),
		...('values' in one ? entriesOf(one.values) : []),
	]);
}
