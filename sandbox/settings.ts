import { z } from 'zod';

const share = z.number().min(0).max(1);
const httpStatus = z.number().int().min(200).max(599);

/**
 * No regular expression: some take hours over a short address, and faults come over HTTP. What only
 * an expression holds is refused, so that one does not pass for a text that never occurs.
 */
const partOfAddress = z
	.string()
	.refine((text) => !/[\\^|]|\.[*+]/.test(text), 'must be plain text, not a regular expression');

const rateLimitSchema = z.strictObject({
	/** Requests per second that a service takes in the long run. Each service counts for itself. */
	requestsPerSecond: z.number().positive(),
	/** Requests taken at once after a pause. */
	burst: z.number().int().min(1),
	/** How a 429 says when to come back. */
	retryAfter: z.enum(['seconds', 'date', 'none']),
});

const capacitySchema = z.strictObject({
	/** Requests that a service works on at the same time. Each service counts for itself. */
	workers: z.number().int().min(1),
	/** Time that the work of one request takes (ms). */
	workMs: z.number().min(0),
	/** Requests that may be there at the same time, worked on or waiting; null for any number. */
	most: z.number().int().min(1).nullable(),
	/** Status of the answer to one more. */
	status: httpStatus,
});

const randomFailureSchema = z.strictObject({
	/** Part of the requests that fail: 0 none, 1 all. */
	share,
	/** Status they are answered with, or `reset`: the connection is reset instead of an answer. */
	status: z.union([httpStatus, z.literal('reset')]),
	/** The same seed and the same order of arrival fail the same requests. */
	seed: z.number().int(),
	/** Whether the work is done before the failure. */
	afterHandling: z.boolean().optional(),
});

export const settingsSchema = z.strictObject({
	/** Time before every answer (ms). */
	latencyMs: z.number().min(0),
	/** Mean of a time (ms) that comes on top and differs from answer to answer: few take long, most do not. */
	latencySpreadMs: z.number().min(0),
	rateLimit: rateLimitSchema.nullable(),
	/** How much a service can do at the same time; null for any number of requests, without work. */
	capacity: capacitySchema.nullable(),
	/** Each entry is tried on each request; the first that hits decides. */
	randomFailures: z.array(randomFailureSchema),
	/** Whether requests are kept for `requests()`; a number keeps only that many, the newest. */
	recordRequests: z.union([z.boolean(), z.number().int().min(1)]),
	/**
	 * Body of a contact's `update-metadata`: the reference text says flat, a generated sample says
	 * `{ metadata: { … } }`. `flat` stores a lone object `metadata` as one field, `wrapped` answers a
	 * flat body with an empty list.
	 */
	contactMetadataShape: z.enum(['flat', 'wrapped']),
	/**
	 * Order of contacts with the same time in a list; the reference promises none. `byId` lets a new
	 * contact appear in the middle of those that were there before.
	 */
	equalTimes: z.enum(['stored', 'byId']),
	/** Whether the amount of a ticket needs a currency, as with tickets whose amount is a price. */
	currencyRequired: z.boolean(),
	/** Order of `results` in ASAPP's answer to a batch; the reference promises none. */
	asappResultOrder: z.enum(['input', 'shuffled']),
	/** When not empty, ASAPP's single endpoint answers 200 with this `result.error`, storing nothing. */
	asappResultError: z.string(),
	/** What ASAPP's health endpoint says. */
	healthCheck: z.enum(['SUCCESS', 'FAILED']),
	/** Larger bodies are answered 413 (bytes); null takes everything up to the server's own limit. */
	maxBodyBytes: z.number().int().min(1).nullable(),
});

/** Some of the settings. A setting that is undefined counts as not named. */
export const changesSchema = settingsSchema
	.partial()
	.transform((changes) =>
		Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
	);

export const faultSchema = z.strictObject({
	/** How many matching requests it hits. Default 1. */
	times: z.number().int().min(1).optional(),
	/** Which requests it hits; every given condition must hold. Default: any. */
	match: z
		.strictObject({
			method: z.string().optional(),
			/** Looked for anywhere in the path and query, as it is sent. */
			path: partOfAddress.optional(),
			bodyContains: z.string().optional(),
		})
		.optional(),
	/** Default 500; with a kind that cuts or delays an answer, 200. */
	status: httpStatus.optional(),
	headers: z.record(z.string()).optional(),
	/** An object is sent as JSON, a string as it is. Default: what the service says for `status`. */
	body: z.unknown(),
	/** Default `application/json`. */
	contentType: z.string().optional(),
	/**
	 * - `answer` (default): `status`, `headers` and `body` instead of the real answer
	 * - `resetBeforeHeaders`: TCP reset after the request was read, before any answer
	 * - `resetInBody`: headers and half of the body, then TCP reset
	 * - `closeAfterRead`: the connection is closed in good order, without an answer
	 * - `hang`: no answer until the client gives up
	 * - `trickle`: the answer byte by byte
	 * - `truncatedJson`: half of the body as if that were all of it
	 */
	kind: z
		.enum([
			'answer',
			'resetBeforeHeaders',
			'resetInBody',
			'closeAfterRead',
			'hang',
			'trickle',
			'truncatedJson',
		])
		.optional(),
	/** Do the work first, then fail: the client cannot know whether it arrived. Default false. */
	afterHandling: z.boolean().optional(),
	/** Time before the fault shows (ms), on top of `latencyMs`. */
	delayMs: z.number().min(0).optional(),
	/** Time between two bytes of a `trickle` (ms). Default 100. */
	byteIntervalMs: z.number().min(1).optional(),
});

export type SandboxSettings = z.infer<typeof settingsSchema>;
export type Capacity = z.infer<typeof capacitySchema>;
export type RateLimit = z.infer<typeof rateLimitSchema>;
export type RandomFailure = z.infer<typeof randomFailureSchema>;
export type Fault = z.input<typeof faultSchema>;
export type FaultKind = NonNullable<Fault['kind']>;

export const DEFAULT_SETTINGS: Readonly<SandboxSettings> = {
	latencyMs: 0,
	latencySpreadMs: 0,
	rateLimit: null,
	capacity: null,
	randomFailures: [],
	recordRequests: true,
	contactMetadataShape: 'flat',
	equalTimes: 'stored',
	currencyRequired: false,
	asappResultOrder: 'input',
	asappResultError: '',
	healthCheck: 'SUCCESS',
	maxBodyBytes: null,
};
