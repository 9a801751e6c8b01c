import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { isRecord } from '../../shared/values/text';
import { joined, matches, toItems } from './entries';
import { readList } from './readList';

/** All stages as "Pipeline › Stage", pipeline by pipeline. The endpoint has no pages. */
export async function searchStages(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const pipelines = await readList(this, '/api/public/pipeline');
	const stages = pipelines.flatMap((pipeline) =>
		(Array.isArray(pipeline.stages) ? pipeline.stages.filter(isRecord) : []).map((stage) => ({
			id: stage.id,
			name: joined(' › ', pipeline.name, stage.name),
		})),
	);
	return { results: toItems(stages.filter(({ name }) => matches(filter, name))) };
}
