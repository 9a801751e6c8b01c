import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Answer, Service } from './service';
import type { Fault, FaultKind } from './settings';

const DEFAULT_BYTE_INTERVAL_MS = 100;

/** An answer as bytes. */
interface WireAnswer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

type Delivery = (response: ServerResponse, answer: WireAnswer, fault: Fault) => void;

/** The ways to spoil an answer. They work on the socket, because clients must see the real thing. */
const DELIVERIES: Record<FaultKind, Delivery> = {
	answer: (response, answer) => send(response, answer, answer.body),
	truncatedJson: (response, answer) => send(response, answer, firstHalf(answer.body)),
	resetBeforeHeaders: (response) => response.socket?.resetAndDestroy(),
	closeAfterRead: (response) => response.socket?.destroy(),
	hang: () => undefined,
	resetInBody(response, answer) {
		writeHead(response, answer, answer.body.length);
		// Only what has left can be seen before the reset.
		response.write(firstHalf(answer.body), () => {
			setImmediate(() => response.socket?.resetAndDestroy());
		});
	},
	trickle(response, answer, fault) {
		writeHead(response, answer, answer.body.length);
		let sent = 0;
		const timer = setInterval(() => {
			const isOver = response.destroyed || sent >= answer.body.length;
			if (!isOver) return void response.write(answer.body.subarray(sent, ++sent));
			clearInterval(timer);
			return void response.end();
		}, fault.byteIntervalMs ?? DEFAULT_BYTE_INTERVAL_MS);
	},
};

/** Kinds after which the client has no status. */
const WITHOUT_STATUS: ReadonlySet<FaultKind> = new Set([
	'resetBeforeHeaders',
	'closeAfterRead',
	'hang',
]);

/**
 * Lets a fault happen to a request that was read.
 *
 * @param answer the real answer, when the work was done first
 * @returns the status the client gets to see, or null
 */
export function deliverFault(
	reply: FastifyReply,
	fault: Fault,
	service: Service,
	answer: Answer | undefined,
): number | null {
	const kind = fault.kind ?? 'answer';
	const wire = wireAnswer(fault, service, kind === 'answer' ? undefined : answer);
	reply.hijack();
	DELIVERIES[kind](reply.raw, wire, fault);
	return WITHOUT_STATUS.has(kind) ? null : wire.status;
}

function wireAnswer(fault: Fault, service: Service, answer: Answer | undefined): WireAnswer {
	const isAnswer = (fault.kind ?? 'answer') === 'answer';
	const status = answer?.status ?? fault.status ?? (isAnswer ? 500 : 200);
	const body = answer?.body ?? fault.body ?? service.errorBody(status);
	return {
		status,
		headers: {
			'content-type': fault.contentType ?? 'application/json; charset=utf-8',
			...answer?.headers,
			...fault.headers,
		},
		body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
	};
}

function send(response: ServerResponse, answer: WireAnswer, body: Buffer): void {
	writeHead(response, answer, body.length);
	response.end(body);
}

function writeHead(
	response: ServerResponse,
	{ status, headers }: WireAnswer,
	length: number,
): void {
	response.writeHead(status, { ...headers, 'content-length': length });
}

function firstHalf(body: Buffer): Buffer {
	return body.subarray(0, Math.ceil(body.length / 2));
}
