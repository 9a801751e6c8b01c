/** A customer record as ASAPP took it. */
export interface AsappRecord {
	eventId: string;
	/** How often this event id arrived, the first time included. */
	submissions: number;
	/** The endpoint that stored it. */
	endpoint: 'single' | 'many';
	data: Record<string, unknown>;
}

/** Everything ASAPP remembers. */
export class AsappStore {
	private records = new Map<string, AsappRecord>();

	reset(): void {
		this.records.clear();
	}

	/** @returns false when the event id was stored before; the record is then left as it was */
	add(eventId: string, data: Record<string, unknown>, endpoint: AsappRecord['endpoint']): boolean {
		const known = this.records.get(eventId);
		if (known) {
			known.submissions += 1;
			return false;
		}
		this.records.set(eventId, { eventId, submissions: 1, endpoint, data });
		return true;
	}

	/** A copy of everything, fit for JSON. */
	snapshot(): AsappRecord[] {
		return structuredClone([...this.records.values()]);
	}
}
