import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/operation/operation';
import { OPERATION_CASES, type NodeName } from '../cases';

const propertiesOf = ({ fields }: Operation): INodeProperties[] =>
	Object.entries(fields).flatMap(([name, field]) => field.properties(name));

const chosen = ({ resource, value }: Operation): INodeParameters => ({
	resource: resource.value,
	operation: value,
});

/** What holds for the parameters of a node, whatever its operations. */
export function describeParameters(
	node: INodeType,
	name: NodeName,
	operations: readonly Operation[],
): void {
	const { properties } = node.description;

	/** What the editor shows at these values. */
	function shownAt(values: INodeParameters): INodeProperties[] {
		return properties.filter((property) =>
			NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, node.description),
		);
	}
	const namesAt = (values: INodeParameters): string[] => shownAt(values).map((one) => one.name);

	/** Every combination of what the dropdowns and switches of an operation offer, an expression among it. */
	function settingsOf(operation: Operation): INodeParameters[] {
		const dropdowns = propertiesOf(operation).filter(({ type }) =>
			['options', 'boolean'].includes(type),
		);
		return dropdowns.reduce<INodeParameters[]>(
			(settings, dropdown) => {
				const offered =
					dropdown.type === 'boolean'
						? [true, false]
						: (dropdown.options ?? []).map((one) => 'value' in one && one.value);
				const values = dropdown.noDataExpression ? offered : [...offered, '={{ $json.a }}'];
				return settings.flatMap((rest) =>
					values.map((value) => ({ ...rest, [dropdown.name]: value })),
				);
			},
			[chosen(operation)],
		);
	}

	describe.each(operations.map((one) => [one.resource.value, one.value, one] as const))(
		'%s / %s',
		(_resource, _value, operation) => {
			const own = propertiesOf(operation).map((property) => property.name);

			it('shows what it reads, nothing twice, and nothing of another', () => {
				for (const values of settingsOf(operation)) {
					const shown = namesAt(values);
					const known = new Set(['resource', 'operation', 'options', ...own]);
					expect(shown.filter((one) => !known.has(one))).toEqual([]);
					expect(shown).toEqual(expect.arrayContaining(['resource', 'operation', 'options']));
					const visible = shownAt(values).flatMap(({ type, name }) =>
						type === 'hidden' ? [] : name,
					);
					expect(visible.filter((one, index) => visible.indexOf(one) !== index)).toEqual([]);
				}
			});

			it('shows every field at some values, and none for an operation that is not there', () => {
				const shown = new Set(settingsOf(operation).flatMap(namesAt));
				expect(own.filter((one) => !shown.has(one))).toEqual([]);
				const foreign = settingsOf(operation).flatMap((values) =>
					namesAt({ ...values, operation: 'another' }),
				);
				expect(foreign.filter((one) => own.includes(one))).toEqual([]);
			});

			it('offers the options that apply', () => {
				const options = shownAt(chosen(operation)).find((one) => one.name === 'options')?.options;
				const expected = [
					'concurrency',
					'dryRun',
					'maxRetries',
					'requestsPerSecond',
					'timeout',
					...(operation.batch ? ['batchSize'] : []),
					...(operation.merge ? ['combineItems'] : []),
					...Object.keys(operation.options),
				];
				expect(options?.map((one) => one.name).sort()).toEqual(expected.sort());
			});
		},
	);

	it('list every choice and every collection in alphabetical order', () => {
		const lists = properties.flatMap(function optionsOf(property): string[][] {
			const inner = (property.options ?? []) as INodeProperties[];
			const names = inner.map((option) => option.displayName ?? option.name);
			return property.name.endsWith('Mode')
				? []
				: [names, ...inner.filter(({ options }) => options).flatMap(optionsOf)];
		});
		for (const names of lists) {
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});

	it('mark as required exactly what an item cannot be sent without', () => {
		const marked = new Set(properties.filter((one) => one.required).map((one) => one.name));
		const cases = OPERATION_CASES.filter((one) => one.node === name);
		const needed = new Set(cases.flatMap(({ required }) => Object.keys(required)));
		expect([...marked].sort()).toEqual([...needed].sort());
	});

	it('have display names in words and a default each', () => {
		for (const property of properties) {
			expect(property.displayName).toMatch(/^[A-Z]/);
			expect(property.default).toBeDefined();
		}
	});
}
