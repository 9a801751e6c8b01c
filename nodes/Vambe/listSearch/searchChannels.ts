import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { joined, matches, toItems } from './entries';
import { readList } from './readList';

/** The kinds of channel on which a ticket can be opened. */
const KINDS = ['whatsapp', 'web-whatsapp'];

/** The account's own numbers of the chosen channel; with an expression in its place those of all. */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const chosen = this.getCurrentNodeParameter('channel');
	const kinds = KINDS.includes(chosen as string) ? [chosen as string] : KINDS;
	const channels = [];
	for (const kind of kinds) {
		for (const channel of await readList(this, `/api/public/channels/${kind}`)) {
			const { id, name, phone_number: phone } = channel;
			const shown = joined(' · ', name, phone, kinds.length > 1 ? kind : undefined);
			channels.push({ id: typeof id === 'number' ? String(id) : id, name: shown });
		}
	}
	return { results: toItems(channels.filter(({ name }) => matches(filter, name))) };
}
