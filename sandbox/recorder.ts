import type { FaultKind, SandboxSettings } from './settings';

export type ServiceName = 'vambe' | 'asapp';

/** One API request as it arrived, and what became of it. */
export interface RecordedRequest {
	/** Counts from 0 in order of arrival. */
	index: number;
	/** Unix time (ms). */
	receivedAt: number;
	service: ServiceName;
	/** Name of the endpoint in the contract; missing when no endpoint has this method and path. */
	operationId?: string;
	method: string;
	/** Path without the query. */
	path: string;
	/** Path with the query. */
	url: string;
	/** Lower-case names; the values of key headers are replaced by `***`. */
	headers: Record<string, string | string[] | undefined>;
	/** The parsed JSON body. */
	body?: unknown;
	rawBody?: string;
	/** Status of the answer; null while there is none, and when the connection was cut instead. */
	status: number | null;
	/** The fault that hit it. */
	fault?: FaultKind;
	/** Whether the service did what was asked, whatever the client got to see. */
	accepted: boolean;
}

/** Totals that are kept even when single requests are not. */
export interface Traffic {
	received: number;
	accepted: number;
	/** Answers by status; `none` counts connections cut instead of an answer. */
	byStatus: Record<string, number>;
	/** Longest time from the arrival of a request to its answer (ms). */
	longestMs: number;
}

/** Keys of either service: a client may send one to the wrong service. */
const KEY_HEADERS = ['x-api-key', 'asapp-api-id', 'asapp-api-secret', 'authorization', 'cookie'];

/** A copy of request headers in which a key shows only as present. */
export function withoutKeys(headers: RecordedRequest['headers']): RecordedRequest['headers'] {
	const copy = { ...headers };
	for (const name of KEY_HEADERS) if (name in copy) copy[name] = '***';
	return copy;
}

/** Keeps the requests that arrived. */
export class Recorder {
	private records: RecordedRequest[] = [];
	private traffic: Traffic = { received: 0, accepted: 0, byStatus: {}, longestMs: 0 };

	/** @param settings read on every request, so that a change holds at once */
	constructor(private readonly settings: () => SandboxSettings) {}

	/** Gives a request its index and keeps it, if requests are kept. */
	add(request: Omit<RecordedRequest, 'index' | 'status' | 'accepted'>): RecordedRequest {
		const record = { ...request, index: this.traffic.received++, status: null, accepted: false };
		const limit = this.limit();
		if (limit > 0) this.records.push(record);
		// Cut only now and then: shortening the list on each request would copy it each time.
		if (this.records.length > 2 * limit) this.records = this.newest(limit);
		return record;
	}

	/** Notes the outcome of a request. */
	finish(record: RecordedRequest, status: number | null): void {
		record.status = status;
		if (record.accepted) this.traffic.accepted++;
		const { traffic } = this;
		traffic.longestMs = Math.max(traffic.longestMs, Date.now() - record.receivedAt);
		const key = String(status ?? 'none');
		traffic.byStatus[key] = (traffic.byStatus[key] ?? 0) + 1;
	}

	/** The kept requests, oldest first. */
	list(): RecordedRequest[] {
		return this.newest(this.limit());
	}

	totals(): Traffic {
		return structuredClone(this.traffic);
	}

	clear(): void {
		this.records = [];
		this.traffic = { received: 0, accepted: 0, byStatus: {}, longestMs: 0 };
	}

	private limit(): number {
		const { recordRequests } = this.settings();
		if (typeof recordRequests === 'number') return recordRequests;
		return recordRequests ? Infinity : 0;
	}

	private newest(count: number): RecordedRequest[] {
		return this.records.slice(Math.max(0, this.records.length - count));
	}
}
