import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/**
 * Whose message a turn answers; without it, anyone's. With it, conversations that go on at the same time
 * get what they need, in whatever order they ask.
 */
const after = z.enum(['user', 'tool']).optional();

/** One answer of the scripted model: either calls of tools or a text. */
export const turnSchema = z.union([
	/** `{{lastToolResult:name}}` in the arguments becomes that field of the last tool message. */
	z.strictObject({
		after,
		toolCalls: z
			.array(
				z.strictObject({
					name: z.string(),
					arguments: z.union([z.string(), z.record(z.unknown())]),
				}),
			)
			.min(1),
	}),
	/** `{{lastToolResult}}` in the text becomes the content of the last tool message. */
	z.strictObject({ after, text: z.string() }),
]);

export type OpenAiTurn = z.infer<typeof turnSchema>;

/** The body of a chat completion request, as far as the sandbox reads it. */
export interface ChatRequest {
	model?: string;
	messages?: Array<{ role: string; content?: unknown }>;
	tools?: unknown[];
	stream?: boolean;
	stream_options?: { include_usage?: boolean };
}

export interface ToolCall {
	id: string;
	type: 'function';
	function: { name: string; arguments: string };
}

/** What the model says next, with the script's placeholders filled in. */
export interface Reply {
	content: string | null;
	toolCalls: ToolCall[];
}

/** A model that says what it was told to say, one turn per request. */
export class OpenAiScript {
	private turns: OpenAiTurn[] = [];
	private received: ChatRequest[] = [];

	/** Adds turns behind those still waiting. */
	add(turns: OpenAiTurn[]): void {
		this.turns.push(...turns);
	}

	/** The requests so far, oldest first. */
	requests(): ChatRequest[] {
		return structuredClone(this.received);
	}

	clear(): void {
		this.turns = [];
		this.received = [];
	}

	/** @returns the reply to a request, or undefined when the script has ended */
	next(request: ChatRequest): Reply | undefined {
		this.received.push(request);
		const last = request.messages?.at(-1)?.role;
		const position = this.turns.findIndex(({ after = last }) => after === last);
		const [turn] = position < 0 ? [] : this.turns.splice(position, 1);
		if (!turn) return undefined;
		if ('text' in turn) {
			const content = turn.text.replaceAll('{{lastToolResult}}', () => lastToolResult(request));
			return { content, toolCalls: [] };
		}
		const result = lastToolResult(request);
		return { content: null, toolCalls: turn.toolCalls.map((call) => toToolCall(call, result)) };
	}
}

function toToolCall(
	call: { name: string; arguments: string | Record<string, unknown> },
	result: string,
): ToolCall {
	const text = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
	const filled = text.replace(/\{\{lastToolResult:(\w+)\}\}/g, (_all, name: string) =>
		fieldIn(result, name),
	);
	return {
		id: `call_${randomUUID()}`,
		type: 'function',
		function: { name: call.name, arguments: filled },
	};
}

/** The first text field of this name in JSON, or in JSON that was put into a text; '' without one. */
function fieldIn(json: string, name: string): string {
	return new RegExp(`"${name}\\\\*"\\s*:\\s*\\\\*"([^"\\\\]*)`).exec(json)?.[1] ?? '';
}

/** Content is a text, or a list of parts with a text each. */
function lastToolResult({ messages = [] }: ChatRequest): string {
	const content = messages.findLast(({ role }) => role === 'tool')?.content;
	if (!Array.isArray(content)) return typeof content === 'string' ? content : '';
	return content.map((part: { text?: string }) => part.text ?? '').join('');
}
