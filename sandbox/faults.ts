import { seededRandom } from './random';
import type { RecordedRequest } from './recorder';
import type { Fault, RandomFailure, SandboxSettings } from './settings';

/** Decides which requests fail: scripted faults first, in the order they were given. */
export class Faults {
	private scripted: Array<{ fault: Fault; left: number }> = [];
	private failures: RandomFailure[] = [];
	private dice: Array<() => number> = [];

	/** @param settings read on every request; a new list of random failures starts its seeds anew */
	constructor(private readonly settings: () => SandboxSettings) {}

	script(faults: Fault[]): void {
		for (const fault of faults) this.scripted.push({ fault, left: fault.times ?? 1 });
	}

	clear(): void {
		this.scripted = [];
		this.failures = [];
		this.dice = [];
	}

	/** The fault for this request, if any. */
	next(request: RecordedRequest): Fault | undefined {
		return this.nextScripted(request) ?? this.nextRandom();
	}

	private nextScripted(request: RecordedRequest): Fault | undefined {
		const entry = this.scripted.find(({ fault }) => matches(fault, request));
		if (!entry) return undefined;
		entry.left -= 1;
		if (entry.left === 0) this.scripted = this.scripted.filter((other) => other !== entry);
		return entry.fault;
	}

	private nextRandom(): Fault | undefined {
		const { randomFailures } = this.settings();
		if (randomFailures !== this.failures) {
			this.failures = randomFailures;
			this.dice = randomFailures.map(({ seed }) => seededRandom(seed));
		}
		// Every die is thrown on every request: what one entry decides never shifts another.
		const hits = randomFailures.filter(({ share }, i) => (this.dice[i]?.() ?? 1) < share);
		return hits[0] && toFault(hits[0]);
	}
}

function matches({ match = {} }: Fault, request: RecordedRequest): boolean {
	const { method, path, bodyContains } = match;
	return (
		(method === undefined || method.toUpperCase() === request.method) &&
		(path === undefined || request.url.includes(path)) &&
		(bodyContains === undefined || (request.rawBody ?? '').includes(bodyContains))
	);
}

function toFault({ status, afterHandling }: RandomFailure): Fault {
	return status === 'reset'
		? { kind: 'resetBeforeHeaders', afterHandling }
		: { status, afterHandling };
}
