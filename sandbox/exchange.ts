import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReceivedBody } from './body';
import { pause, type Workers } from './capacity';
import type { Operation } from './contract';
import { deliverFault } from './faultDelivery';
import type { Faults } from './faults';
import { retryAfterHeaders, type TokenBucket } from './rateLimit';
import { withoutKeys, type Recorder } from './recorder';
import { hasKeys, type Answer, type Service } from './service';
import type { SandboxSettings } from './settings';

/** What stands between the network and the two services. */
export interface Gate {
	settings(): SandboxSettings;
	recorder: Recorder;
	faults: Faults;
	/** The bucket of a service, or undefined while there is no rate limit. */
	bucketOf(service: Service): TokenBucket | undefined;
	/** The workers of a service, or undefined while it has any number. */
	workersOf(service: Service): Workers | undefined;
	/** Time before the next answer (ms). */
	latency(): number;
}

/**
 * The one path of an API request: record it, choose a fault, wait, do the work, answer. A fault that
 * comes before the work keeps the work from being done.
 *
 * @param operation undefined when the service has no such endpoint
 */
export async function exchange(
	gate: Gate,
	service: Service,
	operation: Operation | undefined,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const record = gate.recorder.add(describe(service, operation, request));
	const fault = gate.faults.next(record);
	const refusal = rateLimitRefusal(gate, service) ?? loadRefusal(gate, service);
	// Counted from the arrival: the time for reading the request is part of it.
	const delay = gate.latency() + (fault?.delayMs ?? 0) - reply.elapsedTime;
	if (delay > 0) await pause(delay);
	if (!refusal) await gate.workersOf(service)?.work();

	const work = () => {
		const answer = refusal ?? handle(gate, service, operation, request);
		record.accepted = answer.accepted ?? answer.status < 300;
		return answer;
	};
	if (fault) {
		record.fault = fault.kind ?? 'answer';
		const answer = fault.afterHandling ? work() : undefined;
		gate.recorder.finish(record, deliverFault(reply, fault, service, answer));
		return reply;
	}
	const answer = work();
	gate.recorder.finish(record, answer.status);
	return send(reply, answer);
}

function send(reply: FastifyReply, { status, headers = {}, body }: Answer): FastifyReply {
	return reply
		.code(status)
		.headers(headers)
		.header('content-type', 'application/json; charset=utf-8')
		.send(JSON.stringify(body));
}

function handle(
	gate: Gate,
	service: Service,
	operation: Operation | undefined,
	request: FastifyRequest,
): Answer {
	const refuse = (status: number) => ({ status, body: service.errorBody(status) });
	const { json, malformed, bytes } = (request.body ?? {}) as Partial<ReceivedBody>;
	if (!hasKeys(service, request.headers)) return refuse(401);
	if (!operation) return refuse(404);
	const { maxBodyBytes } = gate.settings();
	if (maxBodyBytes !== null && bytes !== undefined && bytes > maxBodyBytes) return refuse(413);
	if (malformed) return refuse(400);
	const parts = { params: request.params, query: request.query, body: json };
	return service.handle(operation, { ...parts, problems: operation.problems(parts) });
}

function rateLimitRefusal(gate: Gate, service: Service): Answer | undefined {
	const waitMs = gate.bucketOf(service)?.take() ?? 0;
	const { rateLimit } = gate.settings();
	if (waitMs === 0 || !rateLimit) return undefined;
	const headers = retryAfterHeaders(rateLimit.retryAfter, waitMs);
	return { status: 429, body: service.errorBody(429), headers };
}

function loadRefusal(gate: Gate, service: Service): Answer | undefined {
	const { capacity } = gate.settings();
	if (!capacity || !gate.workersOf(service)?.isFull) return undefined;
	return { status: capacity.status, body: service.errorBody(capacity.status) };
}

function describe(service: Service, operation: Operation | undefined, request: FastifyRequest) {
	const { method, url, headers } = request;
	const { raw, json } = (request.body ?? {}) as Partial<ReceivedBody>;
	return {
		receivedAt: Date.now(),
		service: service.name,
		operationId: operation?.id,
		method,
		path: url.split('?', 1)[0] ?? url,
		url,
		headers: withoutKeys(headers),
		body: json,
		rawBody: raw,
	};
}
