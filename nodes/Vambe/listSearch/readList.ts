import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { openClient, TIMED_OUT } from '../../shared/api/client';
import { systemClock } from '../../shared/n8n/systemClock';
import { toNodeError } from '../../shared/n8n/showFailure';
import { withAdvice, type Failure, type OwnAdvice } from '../../shared/values/failure';
import { isRecord } from '../../shared/values/text';
import { vambe } from '../service';

/** ms for all requests of a list together; a person is waiting for it to open. */
const TOTAL_MS = 15_000;

/** Advice in place of that which speaks of items and options: a list has none. */
const ADVICE: OwnAdvice = {
	notTaken: 'Vambe does not take the question for this list. Check the Base URL in the credential.',
	server: 'The service has a problem of its own. Open the list again later, or enter an ID.',
	others: {
		429: 'Vambe takes no more requests at the moment. Wait a little, then open the list again.',
		[TIMED_OUT]: 'Vambe is slow or cannot be reached. Open the list again later, or enter an ID.',
		GIVEN_UP: 'Fix what the message names, then open the list again, or enter an ID.',
	},
};

const NO_LIST: Failure = {
	message: `${vambe.name} answered with something other than a list`,
	hint: 'Check the Base URL in the credential: it may lead to another service.',
	details: {},
};

/** The lists of one opening of a list in the editor, as far as there is time for them. */
export interface ListReader {
	/**
	 * Reads one of Vambe's lists, which are bare arrays (contracts: pipeline, team members, contacts). The
	 * channels are shown as a single object in one place: one that has an ID is a list of one.
	 *
	 * @throws {NodeApiError} when Vambe refuses or cannot be reached, saying why and what to do.
	 */
	read(path: string, query?: IDataObject): Promise<Array<Record<string, unknown>>>;
	/** ms that are left. */
	left(): number;
}

/** @throws {NodeOperationError} when the credential cannot be used. */
export async function openLists(context: ILoadOptionsFunctions): Promise<ListReader> {
	const client = await openClient(context, vambe);
	const end = systemClock.now() + TOTAL_MS;
	const left = (): number => Math.max(0, end - systemClock.now());
	return {
		left,
		read: async (path, query) => {
			const patience = { timeoutMs: TOTAL_MS, maxRetries: 0, idempotent: true, totalMs: left() };
			const reply = await client.send({ method: 'GET', path, query }, patience);
			if (reply.outcome === 'accepted') {
				const { body } = reply;
				if (Array.isArray(body)) return body.filter(isRecord);
				if (isRecord(body) && 'id' in body) return [body];
			}
			const failure = reply.outcome === 'failed' ? withAdvice(reply.failure, ADVICE) : NO_LIST;
			throw toNodeError(context.getNode(), failure);
		},
	};
}

/** Reads a single list. @throws as {@link openLists} and {@link ListReader.read} do. */
export async function readList(
	context: ILoadOptionsFunctions,
	path: string,
	query?: IDataObject,
): Promise<Array<Record<string, unknown>>> {
	const lists = await openLists(context);
	return await lists.read(path, query);
}
