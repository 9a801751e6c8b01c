import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import { AsappApi } from '../../credentials/AsappApi.credentials';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { failureFromAnswer, pausedFailure } from '../../nodes/shared/api/failure';
import { vambe as service } from '../../nodes/Vambe/service';
import { caseOf, itemsFor, nodeOf } from '../cases';
import { byId, nodeCase } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';

const page = readFileSync(join(__dirname, '../../docs/troubleshooting.md'), 'utf8');
const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading);

/** Numbers differ from case to case, except for a status. */
const withoutNumbers = (text: string): string => text.replace(/(?<!answered |\d)\d+/g, '0');

/** Whether a heading has the message; "…" in a heading stands for what differs. */
function isCovered(message: string): boolean {
	const text = withoutNumbers(message);
	return headings
		.flatMap((heading) => withoutNumbers(heading).split(' · '))
		.some((heading) => {
			const parts = heading.split('…').map((part) => part.trim());
			const pattern = parts.map((part) => part.replace(/[^\p{L}\p{N}\s]/gu, '\\$&')).join('.*');
			return new RegExp(pattern).test(text);
		});
}

const errorOf = (item: INodeExecutionData | undefined): string =>
	typeof item?.json.error === 'string' ? item.json.error : 'The item did not fail';

describe('the page of troubleshooting', () => {
	const runs = useSandbox();
	const vambe = caseOf('vambe/customer/upsert');
	const asapp = caseOf('asapp/customer/addMetadata');

	it.each([
		['a wrong key', vambe, [{ status: 401, body: { message: 'Unauthorized' } }]],
		['wrong keys of ASAPP', asapp, [{ status: 401, body: {} }]],
		['metadata ingestion switched off', asapp, [{ status: 403, body: {} }]],
		[
			'a firewall',
			vambe,
			[{ status: 403, contentType: 'text/html', body: '<h1>Access denied</h1>' }],
		],
		['too many requests', vambe, [{ status: 429, headers: { 'retry-after': '0' } }]],
		['too many requests to ASAPP', asapp, [{ status: 429, headers: { 'retry-after': '0' } }]],
	] as const)('has the message of %s', async (_name, operation, faults) => {
		runs.sandbox.failNext(...faults);
		const node = nodeOf(operation, { maxRetries: 0, concurrency: 1, requestsPerSecond: 0 });
		const { items } = await runs.run(node, itemsFor(operation, 1), {
			onError: 'continueRegularOutput',
		});
		const message = errorOf(items[0]);
		expect(message).toMatch(/^Item 0: /);
		expect({ message, covered: isCovered(message) }).toEqual({ message, covered: true });
	});

	it.each([
		['id', '+56 9 1000 0034'],
		['id', 'maria@example.com'],
		['phone', '5.69E+10'],
		['phone', '+56 9 0000 9999'],
		['email', 'nobody@example.com'],
	])('has the message of a contact given by %s as %s', async (mode, value) => {
		runs.sandbox.failNext({ match: { path: 'contacts/search' }, status: 200, body: [] });
		const get = nodeCase(
			'vambe',
			'contact',
			'get',
		)({
			contactId: { __rl: true, mode, value: '={{ $json.who }}' },
		});
		const { items } = await runs.run(get, [{ who: value }], { onError: 'continueRegularOutput' });
		const message = errorOf(items[0]);
		expect({ message, covered: isCovered(message) }).toEqual({ message, covered: true });
	});

	it("has n8n's own message of a value that is typed as an ID", async () => {
		const contactId = byId('+56 9 1000 0034');
		const run = runs.run(nodeCase('vambe', 'contact', 'get')({ contactId }));
		const { message } = await run.then(
			() => new Error('n8n took it'),
			(error: Error) => error,
		);
		expect({ message, covered: isCovered(message) }).toEqual({ message, covered: true });
	});

	it('has the message of the items that were not sent', async () => {
		runs.sandbox.failNext({ status: 500, headers: { 'retry-after': '0' }, times: 40 });
		const node = nodeOf(vambe, { maxRetries: 0, concurrency: 1, requestsPerSecond: 0 });
		const { items } = await runs.run(node, itemsFor(vambe, 12), {
			onError: 'continueRegularOutput',
		});
		const message = errorOf(items.at(-1));
		expect(message).toContain('not sent');
		expect(isCovered(message)).toBe(true);
	});

	it('has the message of a list that does not wait', () => {
		expect(isCovered(pausedFailure(service, 42_000).message)).toBe(true);
	});

	it('has the message of a host that is not allowed', async () => {
		const { vambeApi } = runs.credentials();
		const { items } = await runs.run(nodeOf(vambe), itemsFor(vambe, 1), {
			onError: 'continueRegularOutput',
			credentials: {
				vambeApi: {
					...vambeApi,
					allowedHttpRequestDomains: 'domains',
					allowedDomains: 'elsewhere.example',
				},
			},
		});
		const message = errorOf(items[0]);
		expect(message).toContain('Allowed Domains');
		expect(isCovered(message)).toBe(true);
	});

	it.each(['api.vambe.me', 'http://api.vambe.me', 'ftp://api.vambe.me', 'http://127.0.0.1:9'])(
		'has the message of the Base URL %s',
		async (baseUrl) => {
			const { vambeApi } = runs.credentials();
			const node = nodeOf(vambe, { maxRetries: 0 });
			const { items } = await runs.run(node, itemsFor(vambe, 1), {
				onError: 'continueRegularOutput',
				credentials: { vambeApi: { ...vambeApi, baseUrl } },
			});
			const message = errorOf(items[0]);
			expect(message).toMatch(/^Item 0: /);
			expect({ message, covered: isCovered(message) }).toEqual({ message, covered: true });
		},
	);

	it('has the message of a Base URL that is misspelled', () => {
		expect(isCovered(failureFromAnswer(service, { networkCode: 'ENOTFOUND' }).message)).toBe(true);
	});

	it.each([new VambeApi(), new AsappApi()])(
		'has what the test of $name says of wrong keys',
		({ test }) => {
			const rules = (test.rules ?? []) as Array<{
				properties: { value: unknown; message: string };
			}>;
			const message = rules.find(({ properties }) => properties.value === 401)?.properties.message;
			expect({ message, covered: isCovered(message ?? '') }).toEqual({ message, covered: true });
		},
	);

	it('has the hint of metadata that was not saved', async () => {
		const update = caseOf('vambe/contact/updateMetadata');
		runs.sandbox.failNext({ status: 200, body: [] });
		const { hints } = await runs.run(nodeOf(update), itemsFor(update, 1));
		expect(hints.some(isCovered)).toBe(true);
	});

	it('has the number of an item as the message of a stopped run has it', async () => {
		const items = itemsFor(vambe, 3);
		runs.sandbox.failNext({ status: 401 });
		const { error } = await runs.run(nodeOf(vambe, { concurrency: 1 }), items);
		expect(error?.message).toMatch(/^Item 0 \(row 1 of 3\): /);
		expect(isCovered(error?.message ?? '')).toBe(true);
	});

	it('takes no message for one of its own that is none', () => {
		expect(isCovered('Vambe AI answered 418: I am a teapot')).toBe(false);
	});
});
