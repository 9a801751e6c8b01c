import {
	poll,
	positionOf,
	type Polled,
	type Position,
	type Source,
} from '../../nodes/Vambe/trigger/poll';
import type { ListedContact } from '../../nodes/Vambe/trigger/contact';
import { LIMITS, type Limits } from '../../nodes/Vambe/trigger/readNew';
import type { VirtualVambe } from './virtualVambe';

export const MINUTE_MS = 60_000;

export const SOURCE: Source = {
	event: 'contactCreated',
	credentialId: '1',
	baseUrl: 'https://vambe.example.com',
};

/** A trigger in n8n, in virtual time: what it keeps in memory and what is in the database. */
export class VirtualTrigger {
	/** `id@time` of everything handed on, in order. */
	readonly delivered: string[] = [];
	/** The same, as they were read. */
	readonly handedOn: ListedContact[] = [];
	/** Whether the last poll failed. */
	isFailing = false;
	/** Polls that could not read a page. */
	failed = 0;
	/** What could not be read, poll by poll. */
	readonly unreadable: string[] = [];
	/** ms that a poll has. */
	budgetMs = 36_000;

	private memory: unknown;
	private saved: string | undefined;

	constructor(
		private readonly vambe: VirtualVambe,
		public source: Source = SOURCE,
		private readonly limits: Limits = LIMITS,
	) {}

	get position(): Position | undefined {
		return positionOf(this.memory, this.source.event);
	}

	/** n8n saves the static data after activating, and whenever it starts the workflow. */
	async activate(): Promise<void> {
		await this.poll();
		this.save();
	}

	/** @returns the IDs of the contacts that were handed on */
	async poll(): Promise<string[]> {
		const { contacts } = await this.polled();
		return contacts.map(({ id }) => id);
	}

	/** @param isTaken whether n8n takes what it finds: it drops that of a registration that has ended */
	async polled(isTaken = true): Promise<Polled> {
		const { fetchPage } = this.vambe;
		const polled = await poll(
			this.position,
			this.source,
			fetchPage,
			this.vambe.pollTime(this.budgetMs),
			this.limits,
		);
		const { contacts, position, failure, unreadable } = polled;
		if (!isTaken) return polled;
		this.isFailing = failure !== undefined;
		if (failure) this.failed++;
		this.unreadable.push(...unreadable);
		if (position) this.memory = position;
		if (contacts.length > 0) this.save();
		this.handedOn.push(...contacts);
		this.delivered.push(...contacts.map(({ id, time }) => `${id}@${time}`));
		return polled;
	}

	/** n8n is started again: only what was saved is left. */
	restart(): void {
		this.memory = this.saved === undefined ? undefined : JSON.parse(this.saved);
	}

	/** Polls once a minute until so many in a row bring nothing. @returns all that was handed on */
	async drain(idlePolls = 3): Promise<string[]> {
		for (let idle = 0, polls = 0; idle < idlePolls; polls++) {
			if (polls > 2000) throw new Error('The polls bring contacts without end');
			this.vambe.now += MINUTE_MS;
			idle = (await this.poll()).length > 0 ? 0 : idle + 1;
		}
		return this.delivered;
	}

	/** Size of what n8n would write into its database, in bytes. */
	get storedBytes(): number {
		return JSON.stringify(this.memory).length;
	}

	private save(): void {
		this.saved = JSON.stringify(this.memory);
	}
}
