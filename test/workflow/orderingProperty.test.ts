import { seededRandom } from '../../sandbox/random';
import { caseOf, nodeWith } from '../cases';
import { byId, json } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';
import { FULL } from '../support/full';

const SEEDS = FULL ? 300 : 20;
const CONTACTS = 3;
const UPDATES_EACH = 4;
const KEYS = ['plan', 'score', 'city'];

/** Its metadata can be read back contact by contact. */
const contactCase = caseOf('vambe/contact/updateMetadata');

interface Update {
	id: string;
	key: string;
	value: string;
}

/** Updates of a few contacts in random order, each setting one of a few keys. */
function randomUpdates(random: () => number, id: (index: number) => string): Update[] {
	return Array.from({ length: CONTACTS * UPDATES_EACH }, (_, index) => ({
		id: id(Math.floor(random() * CONTACTS)),
		key: KEYS[Math.floor(random() * KEYS.length)] ?? '',
		value: `value-${index}.`,
	}));
}

describe('whatever the order in which answers come', () => {
	const runs = useSandbox();

	it(`${SEEDS} random runs at concurrency 50 leave what a sequential run leaves`, async () => {
		const ids = Array.from({ length: CONTACTS }, (_, index) => contactCase.id(index));
		const node = nodeWith(contactCase, {
			contactId: byId('={{ $json.id }}'),
			...json('={{ { [$json.key]: $json.value } }}'),
			options: { concurrency: 50 },
		});
		for (let seed = 1; seed <= SEEDS; seed++) {
			runs.sandbox.reset();
			const random = seededRandom(seed);
			const updates = randomUpdates(random, contactCase.id);
			runs.sandbox.failNext(
				...updates.map(({ value }) => ({
					match: { bodyContains: value },
					status: 200,
					body: [{ key: 'x' }],
					afterHandling: true,
					delayMs: random() < 0.5 ? 0 : Math.round(random() * 6),
				})),
			);
			const { error } = await runs.run(
				node,
				updates.map((update) => ({ ...update })),
			);
			expect(error).toBeUndefined();

			const sequential = new Map(ids.map((id) => [id, {}]));
			for (const { id, key, value } of updates) {
				Object.assign(sequential.get(id) ?? {}, { [key]: value });
			}
			const left = new Map(
				runs.sandbox
					.state()
					.contacts.filter(({ id }) => ids.includes(id))
					.map(({ id, metadata }) => [id, metadata]),
			);
			expect({ seed, left }).toEqual({ seed, left: sequential });
		}
	}, 300_000);
});
