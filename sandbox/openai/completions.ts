import { randomUUID } from 'node:crypto';
import type { ChatRequest, Reply } from './script';

export const MODEL = 'sandbox-model';

/** The sandbox counts no tokens, but clients read the numbers. */
const USAGE = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

/** The whole answer at once. */
export function completion(request: ChatRequest, reply: Reply): object {
	const message = { role: 'assistant', content: reply.content, ...toolCallsOf(reply) };
	const choice = { index: 0, message, logprobs: null, finish_reason: finishReason(reply) };
	return { ...head(request, 'chat.completion'), choices: [choice], usage: USAGE };
}

/** The answer as a stream of server-sent events, in order. */
export function completionEvents(request: ChatRequest, reply: Reply): string[] {
	const common = head(request, 'chat.completion.chunk');
	const chunk = (delta: object, reason: string | null = null) => ({
		...common,
		choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
	});
	const chunks: object[] = [
		chunk({ role: 'assistant', content: reply.content === null ? null : '' }),
		...words(reply.content).map((content) => chunk({ content })),
		...reply.toolCalls.map((call, index) => chunk({ tool_calls: [{ index, ...call }] })),
		chunk({}, finishReason(reply)),
	];
	if (request.stream_options?.include_usage) chunks.push({ ...common, choices: [], usage: USAGE });
	return [...chunks.map((one) => JSON.stringify(one)), '[DONE]'].map((data) => `data: ${data}\n\n`);
}

function head({ model = MODEL }: ChatRequest, object: string) {
	const created = Math.floor(Date.now() / 1000);
	return { id: `chatcmpl-${randomUUID()}`, object, created, model };
}

function toolCallsOf({ toolCalls }: Reply) {
	return toolCalls.length > 0 ? { tool_calls: toolCalls } : {};
}

function finishReason({ toolCalls }: Reply): string {
	return toolCalls.length > 0 ? 'tool_calls' : 'stop';
}

/** Pieces that together are the text, so that a client has something to join. */
function words(text: string | null): string[] {
	return text?.match(/\S+\s*|\s+/g) ?? [];
}
