import type { Bed } from '../bed';
import { contest, contestantOf, timesPerItem, type Outcome } from '../contest';
import { rounded, rowOf, scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import type { Row } from '../result';
import { median } from '../statistics';
import { vambeNode, type Sender } from '../workflows';

/** Fields that the larger contestants map beside the usual two. */
const FURTHER = 8;

const further = (value: string) => ({
	customFields: {
		field: Array.from({ length: FURTHER }, (_, at) => ({ key: `field_${at}`, value })),
	},
});

/** Requests are made and shown, not sent, so that reading the fields is all there is. */
async function contestants(bed: Bed, items: number) {
	const of = (label: string, sender: Sender) => contestantOf(bed, { label, sender, items });
	const reading = (fields: Record<string, unknown>) =>
		vambeNode(bed.vambe, { dryRun: true }, fields);
	return {
		two: await of('Vambe node, two fields', reading({})),
		fixed: await of(`and ${FURTHER} fixed ones`, reading(further('pro'))),
		plain: await of(`and ${FURTHER} plain expressions`, reading(further('={{ $json.plan }}'))),
		other: await of(
			`and ${FURTHER} other expressions`,
			reading(further('={{ $json.plan.trim() }}')),
		),
	};
}

/** What one further field costs per item (ms). */
function perField(larger: Outcome, smaller: Outcome): number {
	const differences = timesPerItem(larger).map(
		(ms, run) => (ms - (timesPerItem(smaller)[run] ?? NaN)) / FURTHER,
	);
	return median(differences);
}

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const items = scaled(5000, effort);
	const outcomes = await contest(await contestants(bed, items), effort);
	const { two, fixed, plain, other } = outcomes;
	const row = (outcome: Outcome, smaller?: Outcome): Row => ({
		...rowOf(outcome),
		'per further field and item, ms *': smaller ? rounded(perField(outcome, smaller)) : '',
	});
	return {
		setting: `${items} items, dry run: everything is read and checked, nothing sent`,
		rows: [row(two), row(fixed, two), row(plain, two), row(other, two)],
		targets: [
			{
				what: 'a further field with a plain expression, per item',
				measured: perField(plain, two),
				...{ kind: 'max', limit: 0.02, unit: 'ms', travels: false },
			},
		],
	};
}

export const expressions: BenchCase = {
	name: 'expressions',
	title: 'What a mapped field costs',
	mostRepetitions: 3,
	run,
};
