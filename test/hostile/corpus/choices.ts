import { inspect } from 'node:util';

import type { WrongValue } from '../../cases';
import { noOption } from '../../cases/wrongValues';
import { FIRST_TARGETS, TARGETS, type Target } from '../targets';
import type { BadInput } from './badInput';

/** The spoiled value, for the name of the test. */
const what = (changes: BadInput['changes']): string =>
	inspect(changes, { compact: true, breakLength: Infinity, depth: 5 });

const bad =
	(target: Target) =>
	({ field, changes, problem }: WrongValue): BadInput => ({
		what: `${field}: ${what(changes)}`,
		target,
		changes,
		message: `${field} ${problem}`,
		field,
	});

/** Of the options that every operation has. */
const OPTIONS: readonly WrongValue[] = [
	...noOption('concurrency', 'Concurrency', 'a whole number from 0 to 500', [
		-1,
		501,
		1.5,
		NaN,
		'x',
	]),
	...noOption('maxRetries', 'Max Retries', 'a whole number from 0 to 10', [
		-1,
		11,
		Infinity,
		'3 times',
	]),
	...noOption('timeout', 'Timeout', 'a whole number from 1 to 3600000', [0, -5, 3_600_001, true]),
	...noOption(
		'requestsPerSecond',
		'Requests per Second',
		'a number from 0 to 10000',
		[-0.1, 10_001],
	),
	...noOption('dryRun', 'Dry Run', 'true or false', ['perhaps', 2, {}]),
];

const BATCH_SIZE = noOption('batchSize', 'Batch Size', 'a whole number from 1 to 1000', [
	...[0, 1001, 2.5, [5]],
]);

/** Lists to choose from, switches, numbers, patterns and what else a field must refuse. */
export const BAD_CHOICES: readonly BadInput[] = [
	...TARGETS.flatMap((target) => target.wrong.map(bad(target))),
	...FIRST_TARGETS.flatMap((target) => OPTIONS.map(bad(target))),
	...FIRST_TARGETS.filter((target) => target.case.batch).flatMap((target) =>
		BATCH_SIZE.map(bad(target)),
	),
];
