import type { INodePropertyModeValidation } from 'n8n-workflow';

import type { SingleField } from '../../nodes/shared/fields/field';
import { Vambe } from '../../nodes/Vambe/Vambe.node';

const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';

/** What holds for everything of Vambe's that is picked from a list. */
export function isPickedFromAList(field: SingleField<unknown>, searchListMethod: string): void {
	const [property] = field.properties('id');
	const [list, id] = property?.modes ?? [];
	const [validation] = (id?.validation ?? []) as INodePropertyModeValidation[];
	const { regex } = validation?.properties as { regex: string };
	// The editor anchors the expression and knows no flags.
	const matches = (text: string): boolean => new RegExp(`^${regex}$`).test(text);

	it('is picked from a list that the node can read', () => {
		expect(property?.default).toEqual({ mode: 'list', value: '' });
		expect(list?.typeOptions).toEqual({ searchListMethod, searchable: true });
		expect(new Vambe().methods.listSearch).toHaveProperty(searchListMethod);
	});

	it.each([ID, ID.toUpperCase(), ` ${ID} `, `\n${ID}`])('takes the ID %j', (text) => {
		expect(matches(text)).toBe(true);
		expect(field.parse(text)).toBe(text.trim());
	});

	it.each(['42', `${ID}0`, `0${ID}`, ID.replaceAll('-', ''), ID.replace('d', 'g'), `${ID} x`])(
		'refuses the ID %j',
		(text) => {
			expect(matches(text)).toBe(false);
			expect(() => field.parse(text)).toThrow('must be a UUID');
		},
	);

	it('does not take nothing for an ID', () => {
		expect(matches('')).toBe(false);
	});
}
