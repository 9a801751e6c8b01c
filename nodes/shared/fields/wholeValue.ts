import type { INodeProperties } from 'n8n-workflow';

/**
 * A collection of rows that keeps what was written in place of its rows: an expression, or a list.
 *
 * What n8n does: when it loads a workflow it copies the rows of a `fixedCollection` one by one, and drops
 * without a word what is none. The editor offers no expression there; programs and assistants that write
 * workflows do. Of two properties with one name it keeps the value of the later one, and it copies that of
 * a hidden one as it is, rows included: without the defaults of what is not set in them.
 * Versions: all from 2.4 to 2.41. Noticed by: test/workflow/wholeValues.
 * Delete when n8n keeps an expression in place of a `fixedCollection`.
 */
export function withWholeValue(property: INodeProperties): INodeProperties[] {
	const { displayName, name, default: nothing } = property;
	return [property, { displayName, name, type: 'hidden', default: nothing }];
}
