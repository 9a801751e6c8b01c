import type { INodeListSearchResult, NodeApiError } from 'n8n-workflow';

import { Vambe } from '../../nodes/Vambe/Vambe.node';
import { PIPELINES, SEED, TAGS, TEAM_MEMBERS } from '../../sandbox/seed';
import { editorContext } from '../engine/editorContext';
import { useSandbox } from '../engine/sandboxRuns';

const { listSearch, loadOptions } = new Vambe().methods;
const { searchStages, searchAgents, searchContacts } = listSearch;

describe('the lists of the editor', () => {
	const runs = useSandbox();

	const editor = (changes: Record<string, string> = {}) =>
		editorContext({ vambeApi: { ...runs.sandbox.vambe, ...changes } });

	const names = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

	it('offer every stage under its pipeline', async () => {
		const stages = await searchStages.call(editor());
		expect(names(stages)).toEqual(
			PIPELINES.flatMap(({ name, stages: own }) => own.map((stage) => `${name} › ${stage.name}`)),
		);
		expect(stages.results[0]?.value).toBe(SEED.stageId);
	});

	it('find what is typed, whatever its case and accents', async () => {
		expect(names(await searchStages.call(editor(), 'QUALIF'))).toEqual(['Sales › Qualified']);
		expect(names(await searchAgents.call(editor(), 'tórres'))).toEqual([
			'Ana Torres · ana.torres@example.com',
		]);
		expect(names(await searchStages.call(editor(), 'nothing like it'))).toEqual([]);
	});

	it('offer the tags for contacts by name, and none for tickets', async () => {
		const tags = await loadOptions.getTags.call(editor());
		const ofContacts = TAGS.filter((tag) => tag.entity_type === 'CONTACT');
		expect(tags).toEqual(
			ofContacts
				.map(({ id, value }) => ({ name: value, value: id }))
				.sort((a, b) => a.name.localeCompare(b.name)),
		);
		expect(ofContacts.length).toBeLessThan(TAGS.length);
	});

	it('say why there are no tags', async () => {
		const error = await loadOptions.getTags
			.call(editor({ apiKey: 'revoked-key' }))
			.catch((problem: unknown) => problem as NodeApiError);
		expect(error).toMatchObject({ message: 'Vambe AI answered 401: Unauthorized' });
	});

	it('offer every agent with name and e-mail', async () => {
		expect((await searchAgents.call(editor())).results.map(({ value }) => value)).toEqual(
			TEAM_MEMBERS.map(({ id }) => id),
		);
	});

	it('offer contacts with name, phone and channel', async () => {
		const { results, paginationToken } = await searchContacts.call(editor());
		expect(results).toContainEqual({
			name: 'Maria Rodriguez · +56912345678 · whatsapp',
			value: SEED.contactId,
		});
		expect(paginationToken).toBeUndefined();
		expect(names(await searchContacts.call(editor(), '+56912345678'))).toHaveLength(1);
	});

	it('page through contacts until a page is short', async () => {
		const page = (id: number) => ({ id: `id-${id}`, name: `Contact ${id}` });
		const pages = [Array.from({ length: 100 }, (_, index) => page(index)), [page(100)]];
		runs.sandbox.failNext(...pages.map((body) => ({ status: 200, body })));
		const first = await searchContacts.call(editor());
		expect(first.paginationToken).toBe('100');
		const second = await searchContacts.call(editor(), undefined, first.paginationToken);
		expect([...names(first), ...names(second)]).toHaveLength(101);
		expect(second.paginationToken).toBeUndefined();
		expect(runs.sandbox.requests().map(({ url }) => /offset=\d+/.exec(url)?.[0])).toEqual([
			'offset=0',
			'offset=100',
		]);
	});

	it('read on while nothing on a page matches', async () => {
		const full = Array.from({ length: 1000 }, (_, index) => ({ id: `id-${index}`, name: 'Other' }));
		runs.sandbox.failNext(
			...[full, [{ id: 'found', name: 'Wanted' }, { name: 'without ID' }]].map((body) => ({
				status: 200,
				body,
			})),
		);
		expect(await searchContacts.call(editor(), 'wanted')).toEqual({
			results: [{ name: 'Wanted', value: 'found' }],
		});
	});

	it.each([
		['a wrong key', { apiKey: 'wrong' }, /answered 401/, /Check the keys in the credential/],
		[
			'a server that is down',
			{ baseUrl: 'http://127.0.0.1:9' },
			/could not be reached/,
			/Base URL/,
		],
		['a base URL in clear text', { baseUrl: 'http://example.com' }, /unencrypted/, /Base URL/],
	])('say what is wrong with %s', async (_what, changes, message, hint) => {
		const error = await searchAgents.call(editor(changes)).catch((caught: NodeApiError) => caught);
		expect(error).toMatchObject({
			message: expect.stringMatching(message) as string,
			description: expect.stringMatching(hint) as string,
		});
	});
});
