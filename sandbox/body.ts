import type { FastifyInstance } from 'fastify';

/** A request body as received. It is judged later, because each service words its own errors. */
export interface ReceivedBody {
	raw: string;
	/** Undefined when it is not JSON. */
	json: unknown;
	/** Says it is JSON, and is not. */
	malformed: boolean;
	bytes: number;
}

/** Makes `request.body` a {@link ReceivedBody}, whatever arrives. */
export function receiveAnyBody(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) => {
		const raw = String(text);
		const bytes = Number(request.headers['content-length'] ?? Buffer.byteLength(raw));
		const isJson = (request.headers['content-type'] ?? '').includes('json');
		done(null, { raw, bytes, ...(isJson ? readJson(raw) : { json: undefined, malformed: false }) });
	});
}

function readJson(raw: string): Pick<ReceivedBody, 'json' | 'malformed'> {
	if (raw === '') return { json: undefined, malformed: false };
	try {
		return { json: JSON.parse(raw) as unknown, malformed: false };
	} catch {
		return { json: undefined, malformed: true };
	}
}
