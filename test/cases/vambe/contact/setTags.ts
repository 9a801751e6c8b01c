import fc from 'fast-check';

import { byId } from '../../../engine/nodeCase';
import { ID, uuid } from '../../handMade';
import type { OperationCase, WrongValue } from '../../operationCase';
import { shown } from '../../wrongValues';
import { contactId } from '../metadata';

/**
 * The sandbox has six tags for contacts, 1 to 6: one more than the number in a value as bits,
 * so that a contact without tags stands for no value.
 */
const TAGS_OF_VALUE =
	'={{ [0, 1, 2, 3, 4, 5].filter((bit) => ((Number(/\\d+/.exec($json.value)?.[0] ?? 0) + 1) >> bit) % 2).map((bit) => bit + 1) }}';
const valueOf = (tags: readonly number[]): string =>
	`value-${tags.reduce((sum, id) => sum + 2 ** (id - 1), -1)}.`;

const FIELD = 'Tag Names or IDs';
const PATH = `/api/public/contact/tags/${ID}`;

const WRONG: readonly WrongValue[] = [
	...['vip', [1.5], [-1], [[1]], true, [NaN], [2 ** 53], '0x10', ['1e3']].map(
		(tagIds): WrongValue => ({
			field: FIELD,
			changes: { tagIds },
			problem: `entry 1 is ${shown(Array.isArray(tagIds) ? tagIds[0] : tagIds)}, but must be a tag ID, which is a whole number`,
		}),
	),
	{
		field: FIELD,
		changes: { tagIds: [1, 'vip'] },
		problem: 'entry 2 is "vip", but must be a tag ID, which is a whole number',
	},
	{
		field: FIELD,
		changes: { tagIds: { a: 1 } },
		problem: 'is an object, but must be a list of tag IDs',
	},
	// Nobody removes all tags by mapping a field that is not there.
	...[undefined, null, '', ' '].map((tagIds): WrongValue => ({
		field: FIELD,
		changes: { tagIds },
		problem: 'is empty',
	})),
];

const bodies = fc
	.record({ id: uuid, tagsIds: fc.array(fc.oneof(fc.nat(9), fc.constantFrom('x', 1.5))) })
	.map(({ id, tagsIds }) => ({
		path: `/api/public/contact/tags/${encodeURIComponent(String(id))}`,
		body: { tagsIds },
		parameters: { contactId: id, tagIds: tagsIds },
	}));

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'contact',
	operation: 'setTags',
	name: 'set contact tags',
	evidence: 'Documented; that an empty list removes all tags is an assumption',
	parameters: { contactId: byId('={{ $json.id }}'), tagIds: TAGS_OF_VALUE },
	id: contactId,
	required: { contactId: 'Contact', tagIds: FIELD },
	idParameter: 'contactId',
	request: {
		method: 'PATCH',
		route: '/api/public/contact/tags/{aiContactId}',
		status: 200,
		match: ({ id }) => ({ path: id }),
		hasBody: true,
	},
	answer: { status: 'success', aiContactTagsLength: 2 },
	output: () => ({ status: 'success' }),
	examples: {
		'tags picked from the list': {
			parameters: { contactId: byId(ID), tagIds: [1, 5] },
			path: PATH,
			body: { tagsIds: [1, 5] },
		},
		'tags from a spreadsheet': {
			parameters: { contactId: byId(ID), tagIds: '={{ $json.tags }}' },
			item: { tags: '5, 1, 5' },
			path: PATH,
			body: { tagsIds: [5, 1] },
		},
		'no tags, on purpose': {
			parameters: { contactId: byId(ID), tagIds: '={{ [] }}' },
			path: PATH,
			body: { tagsIds: [] },
		},
	},
	refusals: {
		'a tag that does not exist': {
			parameters: { contactId: byId(ID), tagIds: '={{ [$json.id] }}' },
			item: { id: 999, value: 'x' },
			status: 400,
			reason: 'Invalid tag IDs: 999',
		},
	},
	hostile: [
		{
			name: 'set contact tags',
			parameters: { contactId: ID, tagIds: [1], options: {} },
			texts: [{ name: 'contactId', field: 'Contact', uuid: true }],
			wrong: WRONG,
			bodies,
		},
	],
	order: {
		otherSpelling: (id) => id.toUpperCase(),
		recordOf: ({ path }) => path.split('/')[5],
		memory: ({ contacts }) => contacts.map(({ id, tags }) => ({ id, value: valueOf(tags) })),
		spellings: {},
	},
};
