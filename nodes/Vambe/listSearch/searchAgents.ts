import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { joined, matches, toItems } from './entries';
import { readList } from './readList';

/** All team members with name and e-mail. The endpoint has no pages. */
export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const members = await readList(this, '/api/public/team-members/all');
	const agents = members.map((member) => ({
		id: member.id,
		name: joined(' · ', member.name, member.email),
	}));
	return { results: toItems(agents.filter(({ name }) => matches(filter, name))) };
}
