import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { readList } from '../listSearch/readList';

/** All tags for contacts by their names; those for tickets are left out. The endpoint has no pages. */
export async function getTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const tags = await readList(this, '/api/public/tags');
	return tags
		.flatMap(({ id, value, entity_type: kind }) =>
			typeof id === 'number' && kind !== 'TICKET'
				? [{ name: typeof value === 'string' && value !== '' ? value : String(id), value: id }]
				: [],
		)
		.sort((a, b) => a.name.localeCompare(b.name));
}
