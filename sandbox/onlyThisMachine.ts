import type { FastifyReply, FastifyRequest } from 'fastify';

/** How a program on this machine addresses a server on 127.0.0.1. */
const OWN_ADDRESS = /^(127\.0\.0\.1|localhost)(:\d+)?$/i;

/**
 * Refuses what a page in a browser sends. The server listens on loopback only, but a browser on this
 * machine reaches it for every page. It says so: with `Origin` where the page could change or read
 * something, with `Sec-Fetch-Site` for pictures and the like (`none` is an address that a person
 * typed), and with the page's own host name when that was made to point here (DNS rebinding).
 *
 * @returns the reply once it is sent, or undefined when the request may pass
 */
export function refuseOtherOrigins(
	{ headers }: FastifyRequest,
	reply: FastifyReply,
): FastifyReply | undefined {
	const { origin, 'sec-fetch-site': site = 'none' } = headers;
	if (origin !== undefined || site !== 'none') {
		return reply.code(403).send({ message: 'The sandbox takes no requests of web pages' });
	}
	if (!OWN_ADDRESS.test(headers.host ?? '')) {
		return reply.code(403).send({ message: 'The sandbox is 127.0.0.1 or localhost, nothing else' });
	}
	return undefined;
}
