import type { Logger } from 'n8n-workflow';

import type { ApiRequest } from '../../../../nodes/shared/api/client';
import { systemClock } from '../../../../nodes/shared/n8n/systemClock';
import { Reference, type Found } from '../../../../nodes/shared/operation/reference';
import { lookUp } from '../../../../nodes/shared/run/lookUp';
import type { ReadyItem } from '../../../../nodes/shared/run/readItems';
import { RunReport } from '../../../../nodes/shared/run/report';
import { fakeClient, type Reply } from '../../../support/fakeClient';
import { node } from '../../../support/fakeContext';
import { ready, settings } from '../../../support/testOperation';
import { VirtualClock } from '../../../support/virtualClock';

/** A thing by its name; the answer says its ID, or nothing. */
class Thing extends Reference {
	readonly key: string;

	readonly request: ApiRequest;

	constructor(readonly words: string) {
		super();
		this.key = words;
		this.request = { method: 'GET', path: `/find/${words}` };
	}

	found(answer: unknown): Found {
		const { id } = answer as { id?: string };
		if (id === 'fault') throw new Error('cannot be read');
		const failure = { message: `no ${this.words}`, hint: 'Look again.', details: {} };
		return id ? { id } : { failure };
	}
}

const item = (index: number, name: string, more: Partial<ReadyItem> = {}): ReadyItem =>
	ready(index, 'k', { input: { key: new Thing(name), data: {} }, ...more });

interface Options {
	replies?: Record<string, Reply>;
	/** Answers in place of `replies`, by the name that is asked for and the virtual ms so far. */
	server?: (name: string, ms: number) => Reply;
	stopsOnError?: boolean;
	concurrency?: number;
	stopped?: boolean;
}

/** Looks items up where each name is found under the ID "id-<name>", unless told otherwise. */
async function run(items: ReadyItem[], { replies = {}, ...more }: Options = {}) {
	const { stopsOnError = false, concurrency = 2, stopped = false, server } = more;
	const clock = new VirtualClock();
	jest.spyOn(systemClock, 'now').mockImplementation(() => clock.now());
	jest.spyOn(systemClock, 'sleep').mockImplementation((ms, signal) => clock.sleep(ms, signal));
	const lines: string[] = [];
	const logger = { info: (line: string) => lines.push(line) } as unknown as Logger;
	const { client, seen } = await fakeClient(
		clock,
		({ options: { url = '' }, at }) => {
			const name = url.split('/').at(-1) ?? '';
			return server?.(name, at) ?? { after: 100, body: { id: `id-${name}` }, ...replies[name] };
		},
		{ concurrency },
	);
	const inputs = items.map(() => ({ json: {} }));
	const report = new RunReport(node, { inputs, stopOnError: stopsOnError });
	if (stopped) client.stop();
	const toSend = await clock.run(lookUp(logger, { client, report }, items));
	return {
		report,
		sent: toSend.map(({ index, input }) => [index, (input as { key: unknown }).key]),
		asked: seen.map(({ options: { url = '' } }) => url.split('/').at(-1)),
		seen,
		errors: report.items.map(({ json }) => json.error),
		lines,
	};
}

afterEach(() => jest.restoreAllMocks());

it('each distinct reference is looked up once, and its ID stands in each item', async () => {
	const { sent, asked } = await run([item(0, 'a'), item(1, 'b'), item(2, 'a'), item(3, 'a')]);
	expect(asked).toEqual(['a', 'b']);
	expect(sent).toEqual([
		[0, 'id-a'],
		[1, 'id-b'],
		[2, 'id-a'],
		[3, 'id-a'],
	]);
});

it('5,000 items with 500 names are 500 look-ups', async () => {
	const items = Array.from({ length: 5000 }, (_, index) => item(index, `n${index % 500}`));
	const { sent, asked } = await run(items, { concurrency: 50 });
	expect(asked).toHaveLength(500);
	expect(new Set(asked).size).toBe(500);
	expect(sent).toHaveLength(5000);
	expect(sent.at(-1)).toEqual([4999, 'id-n499']);
});

it('items without references need no request', async () => {
	const items = [ready(0, 'x')];
	const { sent, asked } = await run(items);
	expect(asked).toEqual([]);
	expect(sent).toEqual([[0, 'x']]);
});

it('what is not found fails its items, and no others', async () => {
	const replies = { b: { body: {} } };
	const { sent, errors } = await run([item(0, 'a'), item(1, 'b'), item(2, 'b')], { replies });
	expect(sent).toEqual([[0, 'id-a']]);
	expect(errors).toEqual(['Item 1: no b', 'Item 2: no b']);
});

it('what could not be asked says whom it was about', async () => {
	const replies = { b: { status: 400, body: { message: 'sk-secret?' } } };
	const { errors } = await run([item(0, 'a'), item(1, 'b')], { replies });
	expect(errors).toEqual([
		'Item 1: The b could not be looked up: Test API answered 400: [hidden]?',
	]);
});

it('an answer that is a fault for us fails its items, and no others', async () => {
	const replies = { a: { body: { id: 'fault' } } };
	const { sent, errors } = await run([item(0, 'a'), item(1, 'b')], { replies });
	expect(sent).toEqual([[1, 'id-b']]);
	expect(errors[0]).toContain('internal error: cannot be read');
});

describe('when the run ends with the first failure', () => {
	const names = ['a', 'b', 'c', 'd', 'e', 'f'];
	const items = () => names.map((name, index) => item(index, name));

	it('nothing more is looked up after it', async () => {
		const replies = { b: { after: 10, body: {} } };
		const { asked, report } = await run(items(), { replies, stopsOnError: true });
		expect(asked).toEqual(['a', 'b']);
		expect(report.mustStop).toBe(true);
	});

	it('it is the first item that is named, whichever was answered first', async () => {
		const replies = { a: { after: 900, body: {} }, b: { after: 10, body: {} } };
		const { errors } = await run(items(), { replies, stopsOnError: true });
		expect(errors).toEqual(['Item 0: no a', 'Item 1: no b']);
	});
});

it('a client that was stopped looks up nothing, and no item is sent or failed', async () => {
	const { asked, sent, errors } = await run([item(0, 'a')], { stopped: true });
	expect([asked, sent, errors]).toEqual([[], [], []]);
});

it('has the patience of the item that asks first', async () => {
	const own = { settings: { ...settings, timeout: 7, maxRetries: 1 } };
	const replies = { a: { status: 500 } };
	const { seen } = await run([item(0, 'a', own), item(1, 'a')], { replies });
	expect(seen.map(({ options }) => options.timeout)).toEqual([7, 7]);
});

it('sits out a limit per hour as the requests after it do: of many numbers none is lost', async () => {
	const HOUR_MS = 60 * 60_000;
	let [hour, taken] = [0, 0];
	const server = (name: string, ms: number): Reply => {
		if (Math.floor(ms / HOUR_MS) > hour) [hour, taken] = [Math.floor(ms / HOUR_MS), 0];
		return ++taken > 30 ? { status: 429 } : { body: { id: `id-${name}` } };
	};
	const items = Array.from({ length: 40 }, (_, index) => item(index, `n${index}`));
	const { sent, errors } = await run(items, { server });
	expect(errors).toEqual([]);
	expect(sent).toHaveLength(40);
});

it('many are counted in the log, every ten seconds', async () => {
	const items = Array.from({ length: 30 }, (_, index) => item(index, `n${index}`));
	const server = (name: string): Reply => ({ after: 1000, body: { id: `id-${name}` } });
	const { sent, lines } = await run(items, { server });
	expect(sent).toHaveLength(30);
	expect(lines).toEqual([
		expect.stringMatching(
			/^Test API: (18|20) of 30 look-ups done, 0 failed, (1\.8|2\.0) look-ups\/s, up to 2 requests at once, about \d s left$/,
		),
	]);
});

it('one that was sent before the server was given up is not said to have been carried out', async () => {
	const items = Array.from({ length: 60 }, (_, index) => item(index, `n${index}`));
	const { report } = await run(items, { server: () => ({ status: 503 }), concurrency: 20 });
	const failures = report.items.map(({ json }) => JSON.stringify(json));
	expect(failures.join()).toContain('without success, and not again');
	expect(failures.join()).not.toContain('carried out');
});
