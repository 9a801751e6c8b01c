import type { INodePropertyModeValidation } from 'n8n-workflow';

import { locator } from '../../../../nodes/shared/fields/locator';
import { accepts, lookOf, refuses } from '../../../support/fieldTables';
import { uuid } from '../../../../nodes/shared/fields/uuid';

const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';
const EXAMPLE = 'must be a UUID such as "df980fc8-b6db-4820-bf22-2969482d106d"';
const AGENT = {
	displayName: 'Agent',
	description: 'Who',
	searchListMethod: 'searchAgents',
	placeholder: 'Select an agent…',
};

describe('locator', () => {
	const optional = () => locator(AGENT);
	accepts(optional, [
		[ID, ID],
		[` ${ID}\n`, ID],
		[ID.toUpperCase(), ID.toUpperCase()],
		[{ __rl: true, mode: 'list', value: ID }, ID],
		[{ __rl: true, mode: 'id', value: ` ${ID} ` }, ID],
		[{ mode: 'list', value: ID }, ID],
		[{ value: ID }, ID],
		[{ __rl: true, mode: 'list', value: '' }, undefined],
		[{ __rl: true, mode: 'id', value: null }, undefined],
		['', undefined],
		[undefined, undefined],
		[null, undefined],
	]);
	refuses(optional, [
		['42', `Agent is "42", but ${EXAMPLE}`],
		[42, `Agent is "42", but ${EXAMPLE}`],
		[{ __rl: true, mode: 'id', value: '42 ' }, `Agent is "42", but ${EXAMPLE}`],
		[`${ID}0`, `Agent is "${ID}0", but ${EXAMPLE}`],
		[{ __rl: true }, 'Agent is a value of type object, but must be text'],
	]);

	describe('that is required', () => {
		const contact = () => locator({ ...AGENT, displayName: 'Contact', required: true });
		accepts(contact, [[ID, ID]]);
		refuses(contact, [
			[
				{ __rl: true, mode: 'list', value: '' },
				'Contact is empty',
				'Fill in Contact for this item.',
			],
			[undefined, 'Contact is empty'],
		]);

		it('is marked so in the editor', () => {
			expect(lookOf(contact())).toHaveProperty('required', true);
			expect(lookOf(locator(AGENT))).not.toHaveProperty('required');
		});
	});

	it('is picked from a list, or typed as a UUID', () => {
		expect(lookOf(optional())).toStrictEqual({
			displayName: 'Agent',
			name: 'name',
			description: 'Who',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select an agent…',
					typeOptions: { searchListMethod: 'searchAgents', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: `e.g. ${ID}`,
					validation: [
						{
							type: 'regex',
							properties: {
								regex: expect.any(String) as string,
								errorMessage: expect.stringContaining('not a UUID') as string,
							},
						},
					],
				},
			],
		});
	});

	it.each([
		[ID, true],
		[` ${ID.toUpperCase()} `, true],
		[`${ID}0`, false],
		['42', false],
	])('shows beside the field whether %j is a UUID: %s', (typed, fits) => {
		const [rule] = lookOf(optional())?.modes?.[1]?.validation ?? [];
		const { regex } = (rule as INodePropertyModeValidation).properties as { regex: string };
		// As the editor does it, which looks at the whole value.
		expect(new RegExp(`^${regex}$`).test(typed)).toBe(fits);
	});

	describe('with a further mode', () => {
		const url = { displayName: 'By URL', name: 'url', type: 'string' as const };
		const agent = () =>
			locator({
				...AGENT,
				modes: [url],
				idIn: (typed) => typed.replace(/^.*\//, ''),
			});
		accepts(agent, [
			[{ __rl: true, mode: 'url', value: `https://app.example.com/agents/${ID} ` }, ID],
			[ID, ID],
			['', undefined],
		]);

		it('shows the chosen one in the service, where it has an address', () => {
			const link = 'https://app.example.com/$value';
			const linked = lookOf(locator({ ...AGENT, link }))?.modes?.map((mode) => mode.url);
			expect(linked).toEqual([link, link]);
			expect(lookOf(locator(AGENT))?.modes?.some((mode) => 'url' in mode)).toBe(false);
		});

		it('offers it after the others', () => {
			expect(lookOf(agent())?.modes?.map(({ name }) => name)).toEqual(['list', 'id', 'url']);
		});
	});
});

describe('uuid', () => {
	const ticket = () => uuid({ displayName: 'Ticket ID', description: 'Which', required: true });
	accepts(ticket, [
		[ID, ID],
		[` ${ID} `, ID],
		[{ __rl: true, mode: 'id', value: ID }, ID],
	]);
	refuses(ticket, [
		['', 'Ticket ID is empty', 'Fill in Ticket ID for this item.'],
		['42', `Ticket ID is "42", but ${EXAMPLE}`],
	]);
	const optional = () => uuid({ displayName: 'Ticket ID', description: 'Which' });
	accepts(optional, [['', undefined]]);

	it('looks like a text', () => {
		expect(lookOf(ticket())).toMatchObject({ type: 'string', default: '', required: true });
	});
});
