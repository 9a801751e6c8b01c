import { parseArgs } from 'node:util';
import { measureLoading, measureSize, measureTypes, type Measured } from './measure';
import { limitOf, NUMBERS, record, recorded } from './recorded';

const USAGE = `Usage: npm run footprint [-- --record]

Measures the built pack (npm run build) and compares it with release/footprint.json. Ends with 1 when
something has grown by more than it may.

  --record  write what was measured: with a release, or in the commit that makes it grow on purpose`;

function main(): void {
	const { values } = parseArgs({
		options: {
			record: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const measured: Measured = { ...measureSize(), ...measureLoading(), ...measureTypes() };
	if (values.record) record(measured);
	const before = recorded();
	for (const name of NUMBERS) {
		const isFine = measured[name] <= limitOf(name);
		const limit = Math.floor(limitOf(name) * 100) / 100;
		console.log(
			`${isFine ? 'ok  ' : 'FAIL'}  ${name}: ${measured[name]}, recorded ${before[name]}, at most ${limit}`,
		);
		if (!isFine) process.exitCode = 1;
	}
}

main();
