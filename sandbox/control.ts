import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ReceivedBody } from './body';
import { turnSchema } from './openai/script';
import { changesSchema, faultSchema } from './settings';
import type { Sandbox } from './types';
import { contactSeedsSchema } from './vambe/contactSeed';

/** Prefix of everything that steers the sandbox instead of playing an API. */
export const CONTROL_PATH = '/__sandbox';

const faultsSchema = z.union([z.array(faultSchema), faultSchema.transform((fault) => [fault])]);
const turnsSchema = z.union([z.array(turnSchema), turnSchema.transform((turn) => [turn])]);

/**
 * The control API: the methods of a {@link Sandbox} over HTTP, for whoever runs it in a process of
 * its own. It needs no key: the server takes requests of programs on this machine only.
 */
export function addControlRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	void app.register(
		(control, _options, done) => {
			control.setErrorHandler((error, _request, reply) =>
				reply
					.code(statusOf(error))
					.send({ message: error instanceof Error ? error.message : String(error) }),
			);
			// A mistyped control address is not an API request.
			control.setNotFoundHandler((_request, reply) =>
				reply.code(404).send({ message: 'The sandbox has no such control' }),
			);
			addReads(control, sandbox);
			addWrites(control, sandbox);
			done();
		},
		{ prefix: CONTROL_PATH },
	);
}

/** Fastify gives its own refusals a status, such as 415 for a type of content that is none. */
function statusOf(error: unknown): number {
	if (error instanceof z.ZodError) return 400;
	const { statusCode } = error as { statusCode?: unknown };
	return typeof statusCode === 'number' ? statusCode : 500;
}

function addReads(control: FastifyInstance, sandbox: Sandbox): void {
	control.get('/requests', () => sandbox.requests());
	control.get('/settings', () => sandbox.settings());
	control.get('/state', () => sandbox.state());
	control.get('/openai', () => sandbox.openAiRequests());
}

function addWrites(control: FastifyInstance, sandbox: Sandbox): void {
	control.delete('/requests', (_request, reply) => {
		sandbox.clearRequests();
		return reply.code(204).send();
	});
	control.patch('/settings', (request) => {
		sandbox.configure(changesSchema.parse(jsonOf(request.body)));
		return sandbox.settings();
	});
	control.post('/faults', (request, reply) => {
		sandbox.failNext(...faultsSchema.parse(jsonOf(request.body)));
		return reply.code(204).send();
	});
	control.put('/contacts', (request) =>
		sandbox.putContacts(contactSeedsSchema.parse(jsonOf(request.body))),
	);
	control.delete('/contacts', (_request, reply) => {
		sandbox.clearContacts();
		return reply.code(204).send();
	});
	control.post('/reset', (_request, reply) => {
		sandbox.reset();
		return reply.code(204).send();
	});
	control.post('/openai', (request, reply) => {
		sandbox.scriptOpenAi(turnsSchema.parse(jsonOf(request.body)));
		return reply.code(204).send();
	});
}

function jsonOf(body: unknown): unknown {
	return (body as ReceivedBody | undefined)?.json;
}
