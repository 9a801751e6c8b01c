import type { INodeProperties, INodePropertyModeValidation } from 'n8n-workflow';

import { Vambe } from '../../../../nodes/Vambe/Vambe.node';
import {
	agentLocator,
	contactLocator,
	stageLocator,
} from '../../../../nodes/Vambe/fields/locators';

const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';

function modes(locator: INodeProperties) {
	const [list, id] = locator.modes ?? [];
	const [validation] = (id?.validation ?? []) as INodePropertyModeValidation[];
	const { regex } = validation?.properties as { regex: string };
	// The editor anchors the expression and knows no flags.
	return { list, matches: (text: string) => new RegExp(`^${regex}$`).test(text) };
}

describe.each([
	['stageId', stageLocator, 'searchStages'],
	['agentId', agentLocator, 'searchAgents'],
	['contactId', contactLocator, 'searchContacts'],
])('%s', (name, locator, method) => {
	const { list, matches } = modes(locator);

	it('is picked from a list that the node can read', () => {
		expect(locator).toMatchObject({ name, default: { mode: 'list', value: '' } });
		expect(list?.typeOptions).toEqual({ searchListMethod: method, searchable: true });
		expect(new Vambe().methods.listSearch).toHaveProperty(method);
	});

	it.each([ID, ID.toUpperCase(), ` ${ID} `, `\n${ID}`])('takes the ID %j', (text) => {
		expect(matches(text)).toBe(true);
	});

	it.each(['', '42', `${ID}0`, `0${ID}`, ID.replaceAll('-', ''), ID.replace('d', 'g'), `${ID} x`])(
		'refuses the ID %j',
		(text) => {
			expect(matches(text)).toBe(false);
		},
	);
});

it('only the contact must be filled', () => {
	const required = [stageLocator, agentLocator, contactLocator].map((one) => one.required ?? false);
	expect(required).toEqual([false, false, true]);
});
