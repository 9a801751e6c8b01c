import { AsappStore } from './asapp/store';
import { Workers } from './capacity';
import { Faults } from './faults';
import { OpenAiScript } from './openai/script';
import { seededRandom } from './random';
import { TokenBucket } from './rateLimit';
import { Recorder } from './recorder';
import type { Service } from './service';
import {
	changesSchema,
	DEFAULT_SETTINGS,
	faultSchema,
	settingsSchema,
	type SandboxSettings,
} from './settings';
import type { Sandbox, SandboxAccess, SandboxState } from './types';
import { contactSeedsSchema } from './vambe/contactSeed';
import { VambeStore } from './vambe/store';

/** The same times in the same order at every start. */
const SPREAD_SEED = 1;

/** Everything that changes while a sandbox runs. */
export class World {
	/** Read on every request, so that a change holds at once. */
	readonly settings = (): SandboxSettings => this.current;
	readonly vambe = new VambeStore();
	readonly asapp = new AsappStore();
	readonly recorder = new Recorder(this.settings);
	readonly faults = new Faults(this.settings);
	readonly script = new OpenAiScript();
	private readonly initial: SandboxSettings;
	private current: SandboxSettings;
	private readonly buckets = new Map<Service, TokenBucket>();
	private readonly workers = new Map<Service, Workers>();
	private random = seededRandom(SPREAD_SEED);

	/**
	 * @param latencyMs the latency it starts with and goes back to on reset
	 * @throws when the latency is negative
	 */
	constructor(latencyMs: number) {
		this.initial = settingsSchema.parse({ ...DEFAULT_SETTINGS, latencyMs });
		this.current = this.initial;
	}

	configure(changes: Partial<SandboxSettings>): void {
		this.current = { ...this.current, ...changesSchema.parse(changes) };
		if (changes.rateLimit !== undefined) this.buckets.clear();
		if (changes.capacity !== undefined) this.workers.clear();
	}

	latency(): number {
		const { latencyMs, latencySpreadMs } = this.current;
		return latencyMs - latencySpreadMs * Math.log(1 - this.random());
	}

	workersOf(service: Service): Workers | undefined {
		if (!this.current.capacity) return undefined;
		const workers = this.workers.get(service) ?? new Workers(this.current.capacity);
		this.workers.set(service, workers);
		return workers;
	}

	bucketOf(service: Service): TokenBucket | undefined {
		if (!this.current.rateLimit) return undefined;
		const bucket = this.buckets.get(service) ?? new TokenBucket(this.current.rateLimit);
		this.buckets.set(service, bucket);
		return bucket;
	}

	state(): SandboxState {
		return {
			...this.vambe.snapshot(),
			...this.asapp.snapshot(),
			traffic: this.recorder.totals(),
		};
	}

	reset(): void {
		this.current = this.initial;
		this.buckets.clear();
		this.workers.clear();
		this.random = seededRandom(SPREAD_SEED);
		this.vambe.reset();
		this.asapp.reset();
		this.faults.clear();
		this.recorder.clear();
		this.script.clear();
	}
}

/** The methods of a sandbox that steer and read its world. */
export function controlsOf(world: World): Omit<Sandbox, keyof SandboxAccess | 'close'> {
	return {
		requests: () => world.recorder.list(),
		clearRequests: () => world.recorder.clear(),
		state: () => world.state(),
		settings: () => world.settings(),
		configure: (changes) => world.configure(changes),
		failNext: (...faults) => world.faults.script(faults.map((fault) => faultSchema.parse(fault))),
		putContacts: (contacts) => world.vambe.putContacts(contactSeedsSchema.parse(contacts)),
		clearContacts: () => world.vambe.clearContacts(),
		scriptOpenAi: (turns) => world.script.add(turns),
		openAiRequests: () => world.script.requests(),
		reset: () => world.reset(),
	};
}
