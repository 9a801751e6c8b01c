/** What a record is about. */
export type RecordKind = 'customer' | 'agent' | 'conversation';

/** A record as ASAPP took it. */
export interface AsappRecord {
	eventId: string;
	/** How often this event id arrived, the first time included. */
	submissions: number;
	/** The endpoint that stored it. */
	endpoint: 'single' | 'many';
	data: Record<string, unknown>;
}

/** Where each kind of record stands in the state of the sandbox. */
type AsappStateKey = 'asappRecords' | 'asappAgents' | 'asappConversations';

/** Everything ASAPP remembers. */
export class AsappStore {
	/** Assumption: the event ids of each kind of record are counted for themselves. */
	private records: Record<RecordKind, Map<string, AsappRecord>> = {
		customer: new Map(),
		agent: new Map(),
		conversation: new Map(),
	};

	reset(): void {
		for (const records of Object.values(this.records)) records.clear();
	}

	/** @returns false when the event id was stored before; the record is then left as it was */
	add(
		kind: RecordKind,
		eventId: string,
		data: Record<string, unknown>,
		endpoint: AsappRecord['endpoint'],
	): boolean {
		const known = this.records[kind].get(eventId);
		if (known) {
			known.submissions += 1;
			return false;
		}
		this.records[kind].set(eventId, { eventId, submissions: 1, endpoint, data });
		return true;
	}

	/** A copy of everything, fit for JSON. */
	snapshot(): Record<AsappStateKey, AsappRecord[]> {
		const { customer, agent, conversation } = this.records;
		return structuredClone({
			asappRecords: [...customer.values()],
			asappAgents: [...agent.values()],
			asappConversations: [...conversation.values()],
		});
	}
}
