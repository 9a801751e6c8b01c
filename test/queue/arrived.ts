import type { SandboxState } from '../../sandbox';
import {
	ASAPP_ITEMS,
	bringsEventIds,
	contactId,
	conversationId,
	stepField,
	VAMBE_CONTACTS,
	VAMBE_ITEMS,
} from './workflow';

/** What both services hold, without what differs from one start to the next. */
export interface Arrived {
	/** ASAPP's records by conversation, without event IDs. */
	records: Map<string, string>;
	/** Vambe's metadata by contact. */
	contacts: Map<string, Record<string, string>>;
	/** Records stored more than once, under another event ID each time, by run. */
	repeated: Map<number, number>;
	/** Records that came again under a known event ID; ASAPP answered 409 and kept the first. */
	refused: number;
}

/** Reads what arrived from the sandbox's state. */
export function readArrived({ asappRecords, contacts }: SandboxState): Arrived {
	const records = new Map<string, string>();
	const repeated = new Map<number, number>();
	for (const { data } of asappRecords) {
		const conversation = String(data.externalConversationId);
		if (records.has(conversation)) {
			const run = Number(/^run-(\d+)-/.exec(conversation)?.[1]);
			repeated.set(run, (repeated.get(run) ?? 0) + 1);
		}
		records.set(conversation, JSON.stringify({ ...data, eventId: undefined }));
	}
	const refused = asappRecords.reduce((sum, { submissions }) => sum + submissions - 1, 0);
	const written = contacts.filter(({ metadata }) => Object.keys(metadata).length > 0);
	return {
		records,
		repeated,
		refused,
		contacts: new Map(written.map(({ id, metadata }) => [id, sorted(metadata)])),
	};
}

/** Conversations of the given runs of which nothing arrived. */
export function missingRecords({ records }: Arrived, runs: readonly number[]): string[] {
	return runs
		.flatMap((run) => Array.from({ length: ASAPP_ITEMS }, (_, item) => conversationId(run, item)))
		.filter((conversation) => !records.has(conversation));
}

/** What the contacts must hold: of each run the last step that was meant for the contact. */
export function expectedContacts(runs: readonly number[]): Arrived['contacts'] {
	const entries = Array.from({ length: VAMBE_CONTACTS }, (_, index) => {
		const lastStep = String(VAMBE_ITEMS - VAMBE_CONTACTS + index);
		const metadata = Object.fromEntries(runs.map((run) => [stepField(run), lastStep]));
		return [contactId(index), sorted(metadata)] as const;
	});
	return new Map(entries);
}

/** Runs with repeated records, although their records bring their own event IDs. */
export function repeatedDespiteEventIds({ repeated }: Arrived): number[] {
	return [...repeated.keys()].filter(bringsEventIds);
}

/** Whether two maps hold the same under the same keys, in any order. */
export function sameEntries(one: ReadonlyMap<string, unknown>, other: typeof one): boolean {
	const text = (map: typeof one) => JSON.stringify([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
	return text(one) === text(other);
}

function sorted(metadata: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)));
}
