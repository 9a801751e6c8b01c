import { AsappStore } from './asapp/store';
import { Faults } from './faults';
import { OpenAiScript } from './openai/script';
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
