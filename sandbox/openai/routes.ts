import type { FastifyInstance } from 'fastify';
import type { ReceivedBody } from '../body';
import { completion, completionEvents, MODEL } from './completions';
import type { ChatRequest, OpenAiScript } from './script';

/** A chat model for AI agents to talk to: says only what the script holds, and takes any key. */
export function addOpenAiRoutes(app: FastifyInstance, script: OpenAiScript): void {
	app.get('/v1/models', () => ({
		object: 'list',
		data: [{ id: MODEL, object: 'model', created: 0, owned_by: 'sandbox' }],
	}));

	app.post('/v1/chat/completions', (request, reply) => {
		const { json } = (request.body ?? {}) as Partial<ReceivedBody>;
		const chat = (json ?? {}) as ChatRequest;
		const next = script.next(chat);
		if (!next) {
			// Not a 5xx: clients would try again, and a test would wait for nothing.
			const message = 'The script of the sandbox has no turn left';
			const error = { message, type: 'invalid_request_error', param: null, code: null };
			return reply.code(400).send({ error });
		}
		if (!chat.stream) return reply.send(completion(chat, next));
		return reply
			.header('content-type', 'text/event-stream; charset=utf-8')
			.send(completionEvents(chat, next).join(''));
	});
}
