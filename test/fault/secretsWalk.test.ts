import { inspect } from 'node:util';

import { stringify } from 'flatted';

import { forgetAccounts } from '../../nodes/shared/send/pace/accounts';
import type { Fault } from '../../sandbox';
import { itemsFor, nodeOf, representativeOf, type NodeName } from '../cases';
import type { CredentialData } from '../engine/credentials';
import { useSandbox } from '../engine/sandboxRuns';
import { markdownTable } from '../support/documentedTable';
import { withoutBackOff } from '../support/withoutBackOff';
import { addressOf, KEY_USES, type KeyUse, type Left, type Used } from './keyUses';
import { logTo } from './logTo';
import { expectOnReliabilityPage } from './reliabilityPage';
import { startOtherHost, startProxy, type OtherServer, type Proxy } from './servers';

const PLACES = [
	['output', 'Output'],
	['errors', 'Error'],
	['hints', 'Hint'],
	['staticData', 'Static data'],
	['log', 'Log'],
	['redirect', 'Redirect'],
	['otherHost', 'Another host'],
	['clear', 'Plain http'],
	['sandbox', 'Page of the sandbox'],
] as const;

type Place = (typeof PLACES)[number][0];

/** What n8n shows of an answer is its own affair where the request is not ours. */
const NOT_OURS: readonly Place[] = ['output', 'errors', 'log'];
const REPEATED = 'if the service repeats it';

/** How often a key comes to a place. */
type Often = 'never' | typeof REPEATED | 'always';

/** What a service answers that repeats the keys, in every form that is read or shown. */
const ECHOES: ReadonlyArray<(text: string) => Fault> = [
	(text) => ({ status: 200, body: { message: text, data: [{ id: text, name: text }] } }),
	(text) => ({ status: 200, body: [{ id: text, name: text, stages: [{ id: text, name: text }] }] }),
	(text) => ({ status: 400, body: { message: text, error: { message: text, code: text } } }),
	(text) => ({ status: 500, contentType: 'text/html', body: `<title>${text}</title>` }),
];

const show = (value: unknown): string =>
	inspect(value, { depth: Infinity, showHidden: true, maxStringLength: Infinity });

describe('a key', () => {
	const runs = useSandbox();
	withoutBackOff();
	const logged: unknown[] = [];
	const found = new Map<string, Map<Place, Often>>();
	let otherHost: OtherServer;
	let proxy: Proxy;

	beforeAll(async () => {
		otherHost = await startOtherHost();
		proxy = await startProxy();
		// n8n sets up its own log when the engine is first used.
		const first = representativeOf('vambe');
		await runs.run(nodeOf(first), itemsFor(first, 1));
		const log = (...line: unknown[]): void => void logged.push(line);
		logTo(log);
	});
	beforeEach(() => {
		logged.length = 0;
		otherHost.requests.length = 0;
		proxy.requests.length = 0;
	});
	afterAll(async () => {
		logTo();
		await otherHost.close();
		await proxy.close();
	});

	const usedOf = (node: NodeName, changes: Record<string, string> = {}): Used => {
		const name = `${node}Api`;
		const credentials: CredentialData = { [name]: { ...runs.credentials()[name], ...changes } };
		const url = addressOf(node, runs.sandbox.url);
		return { runs, node, credentials, url, nextUrl: url };
	};

	/** Notes where in what is left the keys are. */
	function note(
		{ name }: KeyUse,
		node: NodeName,
		places: Partial<Record<Place, unknown>>,
		often: Often = 'always',
	): void {
		const seen = found.get(name) ?? new Map<Place, Often>();
		found.set(name, seen);
		const keys = runs.keysOf(node);
		for (const [place, value] of Object.entries(places) as Array<[Place, unknown]>) {
			const text = show(value) + (value === undefined ? '' : stringify(value));
			if (!keys.some((key) => text.includes(key))) continue;
			if (seen.get(place) !== 'always') seen.set(place, often);
		}
	}

	const headersAt = ({ requests }: OtherServer) =>
		requests.map(({ url, headers }) => [url, headers]);

	const everyUse = KEY_USES.flatMap((use) =>
		use.services.map((node) => [use.name, node, use] as const),
	);
	describe.each(everyUse)('%s: %s', (_name, node, use) => {
		it('goes to the service, whose sandbox shows it nowhere', async () => {
			note(use, node, { ...(await use.use(usedOf(node))), log: logged });
			const { accepted } = runs.sandbox.state().traffic;
			expect(accepted).toBeGreaterThan(0);
			const pages = ['requests', 'state', 'settings'].map(async (page) =>
				(await fetch(`${runs.sandbox.url}/__sandbox/${page}`)).text(),
			);
			const shown = await Promise.all(pages);
			expect(shown[0]).toContain('***');
			note(use, node, { sandbox: [shown, runs.sandbox.requests(), runs.sandbox.state()] });
		});

		it.each(ECHOES.map((echo, index) => [index, echo] as const))(
			'is looked for in what is left when the service repeats it (%i)',
			async (_index, echo) => {
				const keys = runs.keysOf(node);
				runs.sandbox.failNext({ ...echo(`Your keys are ${keys.join(' and ')}.`), times: 9 });
				const left: Left = await use.use(usedOf(node));
				expect(runs.sandbox.requests().length).toBeGreaterThan(0);
				note(use, node, { ...left, log: logged }, REPEATED);
			},
		);

		it('is looked for in what is left of a lost connection', async () => {
			runs.sandbox.failNext({ kind: 'resetBeforeHeaders', times: 9 });
			const left = await use.use(usedOf(node));
			expect(runs.sandbox.requests().length).toBeGreaterThan(0);
			note(use, node, { ...left, log: logged });
		});

		it.each([301, 302, 303, 307, 308])('is looked for behind a redirect (%i)', async (status) => {
			const headers = { location: `${otherHost.url}/elsewhere` };
			runs.sandbox.failNext({ status, headers, times: 9 });
			const left = await use.use(usedOf(node));
			expect(runs.sandbox.requests().length).toBeGreaterThan(0);
			note(use, node, { ...left, log: logged, redirect: headersAt(otherHost) });
		});

		it('is looked for at a host that the credential leaves out', async () => {
			const changes = { allowedHttpRequestDomains: 'domains', allowedDomains: '127.0.0.1' };
			// The same server under a name that is not in the list.
			const elsewhere = otherHost.url.replace('127.0.0.1', 'localhost');
			const used = usedOf(node, { ...changes, baseUrl: elsewhere });
			const nextUrl = addressOf(node, elsewhere);
			const url = use.name === 'Their second page' ? used.url : nextUrl;
			const left = await use.use({ ...used, url, nextUrl });
			note(use, node, { ...left, log: logged, otherHost: headersAt(otherHost) });
		});

		it('is looked for in the clear', async () => {
			// A name nobody has; whatever is sent to it in the clear goes through the proxy.
			const elsewhere = 'http://api.example.invalid';
			process.env.HTTP_PROXY = proxy.url;
			try {
				const nextUrl = addressOf(node, elsewhere);
				const used = { ...usedOf(node, { baseUrl: elsewhere }), nextUrl };
				const url = use.name === 'Their second page' ? used.url : nextUrl;
				process.env.NO_PROXY = '127.0.0.1';
				const left = await use.use({ ...used, url });
				note(use, node, { ...left, log: logged, clear: headersAt(proxy) });
			} finally {
				delete process.env.HTTP_PROXY;
				delete process.env.NO_PROXY;
				forgetAccounts();
			}
		});
	});

	it('comes to no place but those written down in docs/reliability.md', () => {
		const rows = KEY_USES.map((use) => {
			const isOurs = !/HTTP Request|second page/.test(use.name);
			const seen = found.get(use.name) ?? new Map<Place, Often>();
			const leaks = [...seen].filter(
				([place, often]) => isOurs || often === 'always' || !NOT_OURS.includes(place),
			);
			expect(leaks).toEqual([]);
			const cells = PLACES.map(([place]) => {
				const isThere =
					place !== 'hints' && place !== 'staticData' ? true : use.places.includes(place);
				if (!isThere) return '–';
				return seen.get(place) ?? 'never';
			});
			return [use.name, ...cells];
		});
		// A search that finds nothing anywhere would prove nothing.
		expect(rows.flat()).toContain(REPEATED);
		const head = ['Used by', ...PLACES.map(([, title]) => title)];
		expectOnReliabilityPage('keys', markdownTable(head, rows));
	});
});
