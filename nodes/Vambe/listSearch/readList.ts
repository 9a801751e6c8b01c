import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { openClient, type Patience } from '../../shared/api/client';
import { toNodeError } from '../../shared/n8n/showFailure';
import { isRecord } from '../../shared/values/text';
import { vambe } from '../service';

/** A person is waiting for the list to open. */
const PATIENCE: Patience = {
	timeoutMs: 15_000,
	maxRetries: 0,
	idempotent: true,
	longestPauseMs: 5000,
};

/**
 * Reads one of Vambe's lists, which are bare arrays (contracts: pipeline, team members, contacts). The
 * channels are shown as a single object in one place: one that has an ID is a list of one.
 *
 * @throws {NodeApiError} when Vambe refuses or cannot be reached, saying why and what to do.
 * @throws {NodeOperationError} when the credential cannot be used.
 */
export async function readList(
	context: ILoadOptionsFunctions,
	path: string,
	query?: IDataObject,
): Promise<Array<Record<string, unknown>>> {
	const client = await openClient(context, vambe);
	const reply = await client.send({ method: 'GET', path, query }, PATIENCE);
	if (reply.outcome === 'accepted') {
		const { body } = reply;
		if (Array.isArray(body)) return body.filter(isRecord);
		if (isRecord(body) && 'id' in body) return [body];
	}
	const failure = reply.outcome === 'failed' ? reply.failure : NO_LIST;
	throw toNodeError(context.getNode(), failure);
}

const NO_LIST = {
	message: `${vambe.name} answered with something other than a list`,
	hint: 'Check the Base URL in the credential: it may lead to another service.',
	details: {},
};

/** Whether a list entry matches what the user typed; case and accents do not matter. */
export function matches(filter: string | undefined, ...texts: unknown[]): boolean {
	const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return !filter || plain(joined(' ', ...texts)).includes(plain(filter));
}

/** The texts that are there, e.g. a contact's name, phone and channel. */
export function joined(separator: string, ...texts: unknown[]): string {
	return texts.filter((text) => typeof text === 'string' && text !== '').join(separator);
}

/** Entries that can be chosen: those with an ID. */
export function toItems(entries: Array<{ id: unknown; name: string }>): INodeListSearchItems[] {
	return entries.flatMap(({ id, name }) =>
		typeof id === 'string' ? [{ value: id, name: name || id }] : [],
	);
}
