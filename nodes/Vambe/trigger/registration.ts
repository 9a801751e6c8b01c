import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { withoutUnset } from '../../shared/values/fields';
import { systemClock } from '../../shared/n8n/systemClock';
import { connectionOf, positionOf, type Position, type Source } from './poll';
import type { PollTime } from './readNew';

/** ms for a poll where n8n tells none: what it tells where it does (2.38 and later). */
const BUDGET_MS = 36_000;
/** ms while a person or the start of n8n waits for the poll. */
const WAITING_MS = 15_000;
/** What n8n tells when it sets no time itself. */
const NO_BUDGET_MS = 300_000;

/** From n8n 2.38 on: how long it lets a poll take, in ms. */
type WithBudget = IPollFunctions & { getPollBudgetMs?: () => number };

/** Polls under way, by trigger and source; the static data tells one registration from another. */
const underWay = new Map<string, IDataObject>();
/** Static data of the registrations that have polled. */
const registered = new WeakSet<IDataObject>();

/**
 * One poll of an active workflow, as n8n runs it.
 *
 * What n8n does: it polls once when a workflow is activated, and waits for that; then at the times that
 * are set, even while the poll before still waits. It makes a registration, with static data of its own,
 * whenever a workflow is published, and 2.4 hands on what a poll of the one before finds. Its durable
 * scheduler (2.36, by choice) makes a registration for each poll, gives it a time, and does not keep what
 * the poll of the activation puts into the static data of the node when it hands nothing on; the static
 * data of the workflow is kept.
 * Noticed by: test/workflow/trigger, in n8n's own poll context.
 */
export class PollRun {
	/** Whether somebody waits for it, a person or the start of n8n. */
	readonly isActivation: boolean;

	readonly time: PollTime;

	private readonly nodeData: IDataObject;

	constructor(private readonly context: WithBudget) {
		this.nodeData = context.getWorkflowStaticData('node');
		const told = context.getPollBudgetMs?.() ?? NO_BUDGET_MS;
		this.isActivation = told === NO_BUDGET_MS && !registered.has(this.nodeData);
		registered.add(this.nodeData);
		const budget = context.getPollBudgetMs ? told : BUDGET_MS;
		this.time = timeOfPoll(this.isActivation ? WAITING_MS : budget);
	}

	/** Where the poll before ended; undefined for the first one. */
	position(source: Source): Position | undefined {
		const own = positionOf(this.nodeData.position, source.event);
		const activated = this.isActivation ? undefined : positionOf(this.ofActivation, source.event);
		const isOwn = own?.connection === connectionOf(source);
		return activated?.connection === connectionOf(source) && !isOwn ? activated : own;
	}

	/** To be called before anything is handed on. */
	keep(position: Position): void {
		const stored = withoutUnset(position);
		this.nodeData.position = stored;
		if (this.isActivation && this.context.getPollBudgetMs) this.ofActivation = stored;
	}

	/**
	 * Does the work of a poll unless the one before of the same registration is still under way. When
	 * a newer registration begins to poll meanwhile, that one hands on what both find.
	 *
	 * @param work called with a function that tells whether this poll still counts.
	 * @returns undefined when it was not done.
	 */
	async alone<T>(
		source: Source,
		work: (counts: () => boolean) => Promise<T>,
	): Promise<T | undefined> {
		const { id } = this.context.getWorkflow();
		const key = JSON.stringify([id, this.context.getNode().id, source]);
		if (underWay.get(key) === this.nodeData) return undefined;
		underWay.set(key, this.nodeData);
		const counts = (): boolean => underWay.get(key) === this.nodeData;
		try {
			return await work(counts);
		} finally {
			if (counts()) underWay.delete(key);
		}
	}

	/** What the poll of the activation found, in the static data of the workflow, by the name of the node. */
	private get ofActivation(): unknown {
		const { vambeTrigger } = this.context.getWorkflowStaticData('global');
		return (vambeTrigger as IDataObject | undefined)?.[this.context.getNode().name];
	}

	private set ofActivation(position: IDataObject) {
		const data = this.context.getWorkflowStaticData('global');
		const { name } = this.context.getNode();
		data.vambeTrigger = { ...(data.vambeTrigger as IDataObject | undefined), [name]: position };
	}
}

/** The time of a poll or a test run that must end after so many ms. */
export function timeOfPoll(ms = WAITING_MS): PollTime {
	const end = systemClock.now() + ms;
	return { now: () => Date.now(), left: () => Math.max(0, end - systemClock.now()) };
}
