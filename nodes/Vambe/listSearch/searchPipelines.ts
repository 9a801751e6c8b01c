import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { joined, matches, toItems } from './entries';
import { readList } from './readList';

/** All pipelines by their names. The endpoint has no pages. */
export async function searchPipelines(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const pipelines = (await readList(this, '/api/public/pipeline')).map(({ id, name }) => ({
		id,
		name: joined('', name),
	}));
	return { results: toItems(pipelines.filter(({ name }) => matches(filter, name))) };
}
