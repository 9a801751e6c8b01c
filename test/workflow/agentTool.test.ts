import { join } from 'node:path';

import { caseOf, itemsFor, named, nodeWith, OPERATION_CASES, type OperationCase } from '../cases';
import type { NodeCase } from '../engine/nodeCase';
import { packNode } from '../engine/packNodes';
import { useSandbox } from '../engine/sandboxRuns';
import { documented, markdownTable } from '../support/documentedTable';
import { ODDITIES, placeIn, sampleOf, toolWith } from '../support/toolArguments';

const runs = useSandbox();

/** What the agent reads after a call. */
async function answerTo(node: NodeCase, said: Record<string, unknown>) {
	const { error, items } = await runs.run(node, [said], { asTool: true });
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
}

describe('what a model gives as an argument', () => {
	const pairs = OPERATION_CASES.flatMap((one) =>
		ODDITIES.flatMap((oddity) => {
			const place = placeIn(one, oddity);
			const name = `${one.name}, ${place?.field.displayName ?? ''}: ${oddity.name}`;
			return place ? [[name, one, oddity, place] as const] : [];
		}),
	);

	it.each(pairs)('%s', async (_name, one, oddity, place) => {
		const call = async (argument: unknown) =>
			await answerTo(toolWith(one, place), { ...itemsFor(one, 1)[0], argument });
		const means = oddity.means ?? sampleOf(one, place, one.id(0));
		const answers = await call(oddity.odd(means));
		if (oddity.fate === 'told') {
			const told = { error: expect.stringContaining(place.field.displayName) as unknown };
			expect(answers).toEqual([{ ...told, details: expect.objectContaining({}) as unknown }]);
		} else {
			expect(answers).toEqual([expect.objectContaining({ dryRun: true })]);
			expect(sameEvent(answers)).toEqual(sameEvent(await call(means)));
		}
	});

	it('is what the page for agents says', () => {
		const columns = [...new Set(ODDITIES.map(({ name }) => name))];
		const rows = OPERATION_CASES.map((one) => [
			nameOf(one),
			...columns.map((column) => {
				const tried = ODDITIES.filter(({ name }) => name === column).map((oddity) => {
					const place = placeIn(one, oddity);
					return place && `${place.field.displayName}: ${oddity.fate}`;
				});
				return tried.find(Boolean) ?? '';
			}),
		]);
		const table = markdownTable(['operation', ...columns], rows);
		const page = join(__dirname, '../../docs/agents.md');
		expect(documented(page, 'arguments', table)).toBe(table);
	});
});

it.each(named())('%s answers the agent what is wrong, and nothing ends', async (_name, one) => {
	const node = nodeWith(one, { ...one.parameters, options: { timeout: 'soon' } });
	const conversation = { chatInput: 'Hi', sessionId: '1', action: 'sendMessage' };
	const [answer, ...others] = await answerTo(node, { ...itemsFor(one, 1)[0], ...conversation });
	expect(others).toEqual([]);
	// What the agent said it knows.
	expect(Object.keys(answer ?? {})).toEqual(['error', 'details']);
	expect(answer?.error).toMatch(/^Item 0: Timeout is "soon"/);
	expect(runs.sandbox.requests()).toEqual([]);
});

it('answers the agent what the service refused, with its words', async () => {
	const one = caseOf('vambe/contact/get');
	const [said] = itemsFor(one, 1);
	const answers = await answerTo(nodeWith(one, one.parameters), {
		...said,
		id: '00000000-0000-4000-8000-000000000000',
	});
	expect(answers).toEqual([
		{
			error: expect.stringContaining('404') as unknown,
			details: expect.objectContaining({ statusCode: 404 }) as unknown,
		},
	]);
});

/** The event ID that is made for ASAPP is another one for each call. */
function sameEvent(answers: unknown[]): unknown {
	return JSON.parse(JSON.stringify(answers).replace(/"eventId":"[^"]*"/, '"eventId":"made"'));
}

/** As the editor calls it, e.g. "Vambe: Contact → Set Tags". */
function nameOf({ node, resource, operation }: OperationCase): string {
	const { displayName, properties } = packNode(node).description;
	const choice = (name: string, value: string) =>
		properties
			.filter((one) => one.name === name)
			.filter((one) => one.displayOptions?.show?.resource?.includes(resource) ?? true)
			.flatMap(({ options = [] }) => options)
			.find((one) => 'value' in one && one.value === value)?.name ?? '';
	return `${displayName}: ${choice('resource', resource)} → ${choice('operation', operation)}`;
}
