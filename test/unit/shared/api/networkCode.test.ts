import { networkCodeOf } from '../../../../nodes/shared/api/networkCode';

describe('networkCodeOf', () => {
	it.each([
		['the code of the cause', { code: 'E1', cause: { code: 'ECONNRESET' } }, 'ECONNRESET'],
		[
			'a network that went away before anything was sent',
			{ cause: { code: 'EHOSTUNREACH', syscall: 'connect' } },
			'EHOSTUNREACH',
		],
		...['read', 'write'].map((syscall): [string, object, string] => [
			`a network that went away during a ${syscall}`,
			{ cause: { code: 'EHOSTUNREACH', syscall } },
			'ECONNRESET',
		]),
		['a cause that is nothing', { cause: null, code: 'EPIPE' }, 'EPIPE'],
		['its own code', { code: 'ETIMEDOUT', message: 'ECONNRESET', cause: {} }, 'ETIMEDOUT'],
		['an earlier message', { message: 'friendly', messages: ['read ECONNRESET'] }, 'ECONNRESET'],
		['its message', { message: 'connect ECONNREFUSED 127.0.0.1:1' }, 'ECONNREFUSED'],
		['a lookup that failed', { message: 'getaddrinfo EAI_AGAIN host' }, 'EAI_AGAIN'],
		['a hang up', { message: 'socket hang up' }, 'ECONNRESET'],
		['an abortion', { message: 'aborted' }, 'ECONNRESET'],
		['a time-out', { message: 'timeout of 30000ms exceeded' }, 'ETIMEDOUT'],
		['a self-signed certificate', { message: 'self-signed certificate' }, /^DEPTH_ZERO/],
		[
			'a certificate for another host',
			{ message: "Hostname/IP does not match certificate's altnames: Host: a." },
			/^ERR_TLS_CERT_ALTNAME_INVALID$/,
		],
		['a chain', { message: 'self-signed certificate in certificate chain' }, /^SELF_SIGNED/],
		['an old certificate', { message: 'certificate has expired' }, 'CERT_HAS_EXPIRED'],
		['a half chain', { message: 'unable to verify the first certificate' }, /^UNABLE_TO_VERIFY/],
		['codes that are no text', { code: 5, message: 6, cause: { code: 7 } }, 'UNKNOWN'],
		['messages that are no text', { messages: [['ECONNRESET'], { a: 1 }] }, 'UNKNOWN'],
		['the first message before its own', { message: 'ETIMEDOUT', messages: ['EPIPE'] }, 'EPIPE'],
		['a cause without a code', { cause: { message: 'x' }, message: 'EPIPE' }, 'EPIPE'],
		['a message that says nothing, whatever it repeats', { message: 'key sk-secret' }, 'UNKNOWN'],
		['a broken packing', { message: 'x', messages: ['incorrect header check'] }, 'UNREADABLE'],
		['another', { message: 'Decompression failed' }, 'UNREADABLE'],
		['its code', { cause: { code: 'Z_DATA_ERROR' } }, 'UNREADABLE'],
		["Brotli's code", { code: 'ERR__ERROR_FORMAT_PADDING_1' }, 'UNREADABLE'],
		['what is no HTTP', { message: 'Parse Error: Expected HTTP/' }, 'UNREADABLE'],
		['a broken chunk', { cause: { code: 'HPE_INVALID_CHUNK_SIZE' } }, 'UNREADABLE'],
		['nothing', {}, 'UNKNOWN'],
	])('reads %s', (_name, error, code) => {
		expect(networkCodeOf(error)).toMatch(code);
	});
});
