import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ApiRequest } from '../api/client';
import { memoryOfTries } from '../n8n/retryOnFail';
import type { Operation } from '../operation/operation';
import type { Failure } from '../values/failure';

/** What a request came to: it was carried out, or may have been, or surely was not. */
export type Happened = { outputs: IDataObject[] } | { mayHave: boolean };

/** What became of an item when n8n ran the node before. */
export type Before = { outputs: IDataObject[] } | { failure: Failure };

/** Stands for a request that left, and whose end is not known. */
const BEGUN = 'begun';

const MAY_HAVE_HAPPENED: Failure = {
	message: 'Not sent again: an earlier try of this run may have carried it out',
	hint: 'n8n ran the node again, because Retry On Fail is on in its settings. Look in the service whether it was carried out before you run this item again.',
	details: { code: 'MAY_HAVE_HAPPENED' },
};

/**
 * Keeps what must not happen twice from happening again when n8n runs the whole node again: what is done
 * stays done, with its output, and what may have been done is not tried again. What surely did not happen
 * is.
 */
export class EarlierTries {
	private constructor(
		private readonly memory: IDataObject,
		private readonly fromAgent: boolean,
	) {}

	/** Undefined when there is nothing to keep: sending again does no harm, or n8n will not. */
	static of(context: IExecuteFunctions, { idempotent }: Operation): EarlierTries | undefined {
		const memory = idempotent ? undefined : memoryOfTries(context);
		return memory && new EarlierTries(memory, context.getNode().type.endsWith('Tool'));
	}

	/** What an earlier try came to. Undefined when there was none: from now on there is one. */
	begin(index: number, request: ApiRequest): Before | undefined {
		const key = this.keyOf(index, request);
		const kept = this.memory[key];
		if (kept === BEGUN) return { failure: MAY_HAVE_HAPPENED };
		if (kept !== undefined) return { outputs: kept as IDataObject[] };
		this.memory[key] = BEGUN;
		return undefined;
	}

	/** Tells what the request came to. */
	end(index: number, request: ApiRequest, happened: Happened): void {
		const key = this.keyOf(index, request);
		if ('mayHave' in happened) {
			if (!happened.mayHave) delete this.memory[key];
			return;
		}
		// An agent that asks for the same again means it.
		if (this.fromAgent) delete this.memory[key];
		else this.memory[key] = happened.outputs;
	}

	/**
	 * The place of an item is the same at each try, whatever its expressions yield then. The calls of an
	 * agent can all be the first item of one run.
	 */
	private keyOf(index: number, request: ApiRequest): string {
		if (!this.fromAgent) return String(index);
		return createHash('sha256').update(JSON.stringify(request)).digest('base64url');
	}
}
