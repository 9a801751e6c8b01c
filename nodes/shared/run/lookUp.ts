import type { Logger } from 'n8n-workflow';

import { referencesIn, resolved, type Found, type Reference } from '../operation/reference';
import type { ItemSettings } from '../operation/options';
import { dispatch, type Job } from '../send/dispatch';
import { failureFromError, type Failure } from '../values/failure';
import { logSending } from './progress';
import type { ReadyItem } from './readItems';
import { patience, type Run } from './sendGroup';

/** A reference with the patience of the first item that has it. */
interface Wanted {
	reference: Reference;
	settings: ItemSettings;
}

/**
 * Looks up what the items refer to, each distinct reference once, and puts the IDs into their inputs.
 * Items whose reference names nothing, or several things, are reported as failed.
 * Where the run stops on errors, nothing more is looked up once one of them failed.
 *
 * @returns the items that may be sent. Fewer when the client was stopped meanwhile.
 */
export async function lookUp(
	logger: Logger,
	{ client, report }: Pick<Run, 'client' | 'report'>,
	items: ReadyItem[],
): Promise<ReadyItem[]> {
	const wanted = distinct(items);
	if (wanted.size === 0) return items;
	const found = new Map<string, Found>();
	const progress = { total: wanted.size, ended: 0, failures: 0 };
	const endLog = logSending(logger, client, 'look-ups', progress);
	await dispatch(
		jobs(wanted, async ({ reference, settings }) => {
			const one = await find(client, reference, settings);
			if (!one) return;
			found.set(reference.key, one);
			progress.ended++;
			if ('failure' in one) progress.failures++;
		}),
		{
			concurrency: () => client.concurrency,
			shouldStop: () => client.stopped || (report.stopOnError && progress.failures > 0),
		},
	).finally(endLog);
	// In the order of the items, whichever was answered first.
	return items.filter((item) => {
		const results = referencesIn(item.input).map(({ key }) => found.get(key));
		const failure = results.map(failureIn).find(Boolean);
		if (failure) report.failed(item.index, failure);
		if (failure || results.includes(undefined)) return false;
		item.input = resolved(item.input, (reference) => idIn(found, reference));
		return true;
	});
}

function distinct(items: readonly ReadyItem[]): Map<string, Wanted> {
	const wanted = new Map<string, Wanted>();
	for (const { input, settings } of items) {
		for (const reference of referencesIn(input)) {
			const { key } = reference;
			if (!wanted.has(key)) wanted.set(key, { reference, settings });
		}
	}
	return wanted;
}

function* jobs(
	wanted: ReadonlyMap<string, Wanted>,
	work: (one: Wanted) => Promise<void>,
): Generator<Job> {
	for (const one of wanted.values()) yield { keys: [], run: async () => await work(one) };
}

/** Undefined when the client was stopped first. A fault of our own fails this one, and no other. */
async function find(
	client: Run['client'],
	reference: Reference,
	settings: ItemSettings,
): Promise<Found | undefined> {
	try {
		const reply = await client.send(reference.request, patience(settings, true));
		if (reply.outcome === 'stopped') return undefined;
		if (reply.outcome === 'accepted') return reference.found(reply.body);
		const message = `The ${reference.words} could not be looked up: ${reply.failure.message}`;
		return { failure: { ...reply.failure, message } };
	} catch (error) {
		return { failure: failureFromError(error) };
	}
}

function failureIn(found: Found | undefined): Failure | undefined {
	return found && 'failure' in found ? found.failure : undefined;
}

function idIn(found: ReadonlyMap<string, Found>, { key }: Reference): string {
	const one = found.get(key);
	return one && 'id' in one ? one.id : '';
}
