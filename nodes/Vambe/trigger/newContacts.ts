import type { IPollFunctions } from 'n8n-workflow';

import type { Client } from '../../shared/api/client';
import { toNodeError } from '../../shared/n8n/showFailure';
import type { Failure } from '../../shared/values/failure';
import type { ListedContact, TriggerEvent } from './contact';
import { contactReader } from './contactReader';
import { poll, type Polled, type Position } from './poll';
import { PollRun } from './registration';

const NOTHING_LOST =
	'No contact is lost: the next good poll goes on where the last one ended, also after the Base URL or the credential was put right.';
const NOT_STARTED = 'What is created before the first good poll does not start the workflow.';

/**
 * The contacts that came since the last poll of an active workflow.
 *
 * @throws {NodeApiError} when none could be read.
 */
export async function newContacts(
	context: IPollFunctions,
	client: Client,
	event: TriggerEvent,
): Promise<ListedContact[]> {
	const run = new PollRun(context);
	const credentialId = context.getNode().credentials?.vambeApi?.id ?? '';
	const source = { event, credentialId, baseUrl: client.baseUrl };
	const found = await run.alone(source, async (counts) => {
		const before = run.position(source);
		const fetchPage = contactReader(client, event, run.time);
		const polled = await poll(before, source, fetchPage, run.time);
		// n8n hands on nothing of a registration that has ended, or should not.
		if (!counts()) return [];
		if (polled.position) run.keep(polled.position);
		report(context, polled);
		if (polled.failure && polled.contacts.length === 0) {
			fail(context, polled.failure, before, run.isActivation);
		}
		return polled.contacts;
	});
	return found ?? [];
}

/** What a trigger left out, by workflow and node: the next polls see it again, for as long as it is new. */
const leftOut = new Map<string, string>();

/** What nobody would see otherwise. */
function report(context: IPollFunctions, { contacts, failure, unreadable }: Polled): void {
	const { logger } = context;
	const [first = ''] = unreadable;
	const others = unreadable.length > 1 ? ` and ${unreadable.length - 1} more` : '';
	const trigger = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (first !== '' && leftOut.get(trigger) !== first + others) {
		logger.warn(`Vambe Trigger left out what it cannot read: ${first}${others}`);
	}
	if (first === '') leftOut.delete(trigger);
	else leftOut.set(trigger, first + others);
	if (failure && contacts.length > 0) {
		logger.warn(`${failure.message}; the contacts before it were handed on`);
	}
}

/**
 * At the start of n8n a failure of the first poll keeps the workflow inactive, and n8n tries again at ever
 * longer intervals, up to a day. A trigger that has polled before needs no such check: its next poll says
 * what is wrong.
 */
function fail(
	context: IPollFunctions,
	failure: Failure,
	before: Position | undefined,
	isActivation: boolean,
): void {
	const isStart = ['init', 'leadershipChange'].includes(context.getActivationMode());
	if (isActivation && isStart && before) {
		context.logger.warn(`${failure.message}; the next poll tries again`);
		return;
	}
	const hasStarted = before && !before.isStarting;
	const hint = `${failure.hint} ${hasStarted ? NOTHING_LOST : NOT_STARTED}`;
	throw toNodeError(context.getNode(), { ...failure, hint });
}
