import { isRecord } from '../../nodes/shared/values/text';
import { networkError, type Reply, type Seen } from './fakeClient';

type Body = Record<string, unknown>;

/** What becomes of one request on its way to a server and back. */
export type Way =
	| 'through'
	/** Turned away, or no connection came about: nothing can have arrived. */
	| 'tooFast'
	| 'refused'
	/** Nobody can tell from outside whether it arrived. */
	| 'lostBefore'
	| 'lostAfter'
	| 'failedBefore'
	| 'failedAfter'
	/** Accepted by something that is not the service. */
	| 'odd'
	| 'tooLarge';

const AT_ONCE = { 'retry-after': '0' };

/** A server that remembers what it stored, and for which records it said so. */
export abstract class ModelService {
	/** Keys of records for which a clear yes reached the client. */
	readonly confirmed = new Set<string>();

	/** @param wayOf what becomes of a request; never `tooLarge` for a single record. */
	constructor(private readonly wayOf: (records: number) => Way) {}

	/** Stores what it takes. @returns its answer, and the keys of the records that it says it stored */
	protected abstract handle(request: Seen): { reply: Reply; stored: string[] };

	protected abstract recordsIn(request: Seen): number;

	readonly reply = (request: Seen): Reply => {
		switch (this.wayOf(this.recordsIn(request))) {
			case 'tooFast':
				return { status: 429, headers: AT_ONCE };
			case 'refused':
				return { error: networkError('ECONNREFUSED') };
			case 'lostBefore':
				return { error: networkError('ECONNRESET') };
			case 'failedBefore':
				return { status: 503, headers: AT_ONCE };
			case 'odd':
				return { body: { success: false, result: null, results: [] } };
			case 'tooLarge':
				return { status: 413 };
			case 'lostAfter':
				this.handle(request);
				return { error: networkError('ECONNRESET') };
			case 'failedAfter':
				this.handle(request);
				return { status: 500, headers: AT_ONCE };
			case 'through': {
				const { reply, stored } = this.handle(request);
				for (const key of stored) this.confirmed.add(key);
				return reply;
			}
		}
	};
}

/** How ASAPP answers a batch with an event ID that it has; not published. */
export type OnKnown = 'refusesBatch' | 'refusesRecord' | 'saysYes';

/** ASAPP: records by their event IDs, the first with an ID is kept. */
export class ModelAsapp extends ModelService {
	readonly records = new Map<string, Body>();

	/** @param isBad whether a record is refused for what it is. */
	constructor(
		wayOf: (records: number) => Way,
		private readonly onKnown: OnKnown,
		private readonly isBad: (record: Body) => boolean,
		private readonly shuffled: <T>(list: T[]) => T[],
	) {
		super(wayOf);
	}

	protected recordsIn({ options }: Seen): number {
		const { items } = options.body as { items?: unknown[] };
		return items?.length ?? 1;
	}

	protected handle({ options }: Seen): { reply: Reply; stored: string[] } {
		const body = options.body as Body;
		return Array.isArray(body.items) ? this.many(body.items.filter(isRecord)) : this.single(body);
	}

	private single(record: Body): { reply: Reply; stored: string[] } {
		const eventId = record.eventId as string;
		if (this.isBad(record)) {
			return { reply: { body: { result: { eventId, error: 'FAIL: bad' } } }, stored: [] };
		}
		if (this.records.has(eventId)) return { reply: { status: 409 }, stored: [] };
		this.records.set(eventId, record);
		return { reply: { body: { result: { eventId, error: '' } } }, stored: [eventId] };
	}

	private many(records: Body[]): { reply: Reply; stored: string[] } {
		const isKnown = ({ eventId }: Body): boolean => this.records.has(eventId as string);
		const hasTwice = new Set(records.map(({ eventId }) => eventId)).size < records.length;
		if (this.onKnown === 'refusesBatch' && (hasTwice || records.some(isKnown))) {
			return { reply: { status: 409 }, stored: [] };
		}
		const stored: string[] = [];
		const results = records.map((record) => {
			const eventId = record.eventId as string;
			const error = this.isBad(record)
				? 'FAIL: bad'
				: isKnown(record) && this.onKnown === 'refusesRecord'
					? 'FAIL: known'
					: '';
			if (error === '' && !isKnown(record)) this.records.set(eventId, record);
			if (error === '') stored.push(eventId);
			// A record that is refused may well lack its ID.
			return { eventId: error === 'FAIL: bad' ? '' : eventId, error };
		});
		const errorCount = results.filter(({ error }) => error !== '').length;
		const status = errorCount === results.length ? 400 : 200;
		return { reply: { status, body: { errorCount, results: this.shuffled(results) } }, stored };
	}
}

/** Vambe: metadata by contact. */
export class ModelVambe extends ModelService {
	/** `contact key=value` of all that was ever set. */
	readonly set = new Set<string>();

	protected recordsIn(): number {
		return 1;
	}

	protected handle({ options }: Seen): { reply: Reply; stored: string[] } {
		const [, contact = ''] = /contact\/([^/]+)\/update-metadata$/.exec(options.url) ?? [];
		const entries = Object.entries(options.body as Body);
		const stored = entries.map(([key, value]) => `${contact} ${key}=${String(value)}`);
		for (const one of stored) this.set.add(one);
		return { reply: { body: entries.map(([key, value]) => ({ key, value })) }, stored };
	}
}
