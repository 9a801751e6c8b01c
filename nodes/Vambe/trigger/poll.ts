import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { Failure } from '../../shared/values/failure';
import type { FetchPage, ListedContact, TriggerEvent } from './contact';
import { cursorSchema } from './cursor';
import { LIMITS, readNew, type Limits } from './readNew';

/**
 * ms before the first poll from which contacts count as old. The first poll starts at "now", which only
 * this machine's clock can tell: what the API does not return later because the clock is ahead would be
 * lost. So it may be ahead of Vambe's by this much; a clock that is behind does no harm.
 */
export const CLOCK_DIFFERENCE_MS = 600_000;

const stateSchema = z.object({ source: z.string(), cursor: cursorSchema });

/** Where contacts come from, and which. */
export interface Source {
	event: TriggerEvent;
	/** ID of the credential in n8n. A new key in the same credential is the same account. */
	credentialId: string;
	baseUrl: string;
}

/** What one poll found. */
export interface Polled {
	/** To hand on, in ascending order of their time. */
	contacts: ListedContact[];
	/** Why a page could not be read; the next poll tries again. */
	failure?: Failure;
}

/**
 * One poll of an active workflow: the contacts that came since the last one.
 *
 * Moves the cursor in the static data as its last act, when there is nothing left to wait for. n8n saves
 * it together with starting the workflow: after a restart in between, the same is read again.
 *
 * The first poll of a source returns nothing: what is there already is not new. Another event, credential
 * or base URL is another source.
 *
 * @param staticData of the node; holds `source` and `cursor`.
 * @param now Unix time (ms) of this machine.
 */
export async function poll(
	staticData: IDataObject,
	source: Source,
	fetchPage: FetchPage,
	now: number,
	limits: Limits = LIMITS,
): Promise<Polled> {
	const key = sourceKey(source);
	const { data: state } = stateSchema.safeParse({ ...staticData });
	const isFirst = state?.source !== key;
	const start = { after: new Date(now - CLOCK_DIFFERENCE_MS).toISOString(), seen: {} };
	const { contacts, cursor, failure } = await readNew(
		isFirst ? start : state.cursor,
		fetchPage,
		now,
		limits,
	);
	// A first poll that is not whole would let the rest of the old contacts pass for new ones.
	if (failure && isFirst) return { contacts: [], failure };
	staticData.source = key;
	staticData.cursor = cursor;
	return { contacts: isFirst ? [] : contacts, failure };
}

/** Short, and tells nobody who reads the static data what the base URL is. */
function sourceKey({ event, credentialId, baseUrl }: Source): string {
	const text = JSON.stringify([event, credentialId, baseUrl]);
	return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
