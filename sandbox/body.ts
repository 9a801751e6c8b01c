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
		const json = isJson(request.headers['content-type'])
			? readJson(raw)
			: { json: undefined, malformed: false };
		done(null, { raw, bytes, ...json });
	});
}

/** The type alone decides: a page may send `text/plain;json` to anybody without being asked. */
function isJson(contentType = ''): boolean {
	const [type = ''] = contentType.split(';', 1);
	return type.trim().toLowerCase() === 'application/json';
}

function readJson(raw: string): Pick<ReceivedBody, 'json' | 'malformed'> {
	if (raw === '') return { json: undefined, malformed: false };
	try {
		return { json: JSON.parse(raw) as unknown, malformed: false };
	} catch {
		return { json: undefined, malformed: true };
	}
}
