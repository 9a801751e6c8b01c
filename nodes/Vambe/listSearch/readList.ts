import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
} from 'n8n-workflow';

import { credentialFailure, failureFromAnswer } from '../../shared/api/failure';
import { apiRequest, connect } from '../../shared/api/request';
import { isRecord } from '../../shared/values/text';
import { vambe } from '../service';

/** ms; a person is waiting for the list to open. */
const TIMEOUT_MS = 15_000;

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
	const node = context.getNode();
	const connection = await connect(context, vambe).catch((error: unknown) => {
		const { message, hint } = credentialFailure(vambe, error);
		throw new NodeOperationError(node, message, { description: hint });
	});
	const { signal } = new AbortController();
	const answer = await apiRequest(connection, { method: 'GET', path, query }, TIMEOUT_MS, signal);
	const { body } = answer;
	const list: unknown = isRecord(body) && 'id' in body ? [body] : body;
	if (answer.statusCode === 200 && Array.isArray(list)) return list.filter(isRecord);
	const { message, hint } = failureFromAnswer(vambe, answer, connection.secrets);
	throw new NodeApiError(node, { message }, { message, description: hint });
}

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
