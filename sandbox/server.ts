import fastify, { type FastifyInstance } from 'fastify';
import { receiveAnyBody } from './body';
import { exchange, type Gate } from './exchange';
import { refuseOtherOrigins } from './onlyThisMachine';
import type { Service } from './service';

/** Far above any documented limit, so that refusing a large body is up to `maxBodyBytes`. */
const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

/** What Node does by itself; Fastify would keep connections longer. */
const KEEP_ALIVE_MS = 5_000;

/**
 * A server with every endpoint of the given services. What no contract knows is answered by the
 * service whose paths it resembles.
 */
export function createServer(gate: Gate, vambe: Service, asapp: Service): FastifyInstance {
	const app = fastify({
		bodyLimit: BODY_LIMIT_BYTES,
		keepAliveTimeout: KEEP_ALIVE_MS,
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		// An address like `/contact/%` belongs to the recorded requests, not to Fastify's own errors.
		// No hook runs before it.
		frameworkErrors: (_error, request, reply) => {
			if (refuseOtherOrigins(request, reply)) return;
			void exchange(gate, vambe, undefined, request, reply);
		},
	});
	app.addHook('onRequest', (request, reply, done) => {
		if (!refuseOtherOrigins(request, reply)) done();
	});
	receiveAnyBody(app);
	for (const service of [vambe, asapp]) {
		for (const operation of service.contract.operations) {
			app.route({
				method: operation.method,
				url: operation.route,
				handler: (request, reply) => exchange(gate, service, operation, request, reply),
			});
		}
	}
	app.setNotFoundHandler((request, reply) => {
		const service = /^\/(metadata-ingestion|v1)\b/.test(request.url) ? asapp : vambe;
		return exchange(gate, service, undefined, request, reply);
	});
	return app;
}
