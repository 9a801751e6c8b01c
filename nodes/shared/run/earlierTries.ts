import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { memoryOfTries } from '../n8n/retryOnFail';
import type { Operation } from '../operation/operation';
import type { Failure } from '../values/failure';

/** What became of an item when n8n ran the node before: its output, or nobody knows. */
type Before = { output: IDataObject } | { failure: Failure };

/** Stands for a request that left, and whose end is not known. */
const BEGUN = 'begun';

const MAY_HAVE_HAPPENED: Failure = {
	message: 'Not sent again: an earlier try of this run may have carried it out',
	hint: 'n8n ran the node again, as Retry On Fail in its settings says. Look in the service whether it was carried out before you run this item again.',
	details: { code: 'MAY_HAVE_HAPPENED' },
};

/**
 * Keeps what must not happen twice from happening again when n8n runs the whole node again: what is done
 * stays done, with its output, and what may have been done is not tried again. What surely did not happen
 * is.
 */
export class EarlierTries {
	private constructor(private readonly memory: IDataObject) {}

	/** Undefined when there is nothing to keep: sending again does no harm, or n8n will not. */
	static of(context: IExecuteFunctions, { idempotent }: Operation): EarlierTries | undefined {
		const memory = idempotent ? undefined : memoryOfTries(context);
		return memory && new EarlierTries(memory);
	}

	/** What an earlier try came to. Undefined when there was none: from now on there is one. */
	begin(index: number): Before | undefined {
		const kept = this.memory[index];
		if (kept === BEGUN) return { failure: MAY_HAVE_HAPPENED };
		if (kept !== undefined) return { output: kept as IDataObject };
		this.memory[index] = BEGUN;
		return undefined;
	}

	done(index: number, output: IDataObject): void {
		this.memory[index] = output;
	}

	/** It surely did not happen, and may be tried again. */
	failed(index: number): void {
		delete this.memory[index];
	}
}
