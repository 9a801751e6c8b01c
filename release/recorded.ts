import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../n8n/paths';
import type { Measured } from './measure';

const FILE = path.join(projectFolder, 'release/footprint.json');

/**
 * What may be added to a recorded number, as a share of it. Bytes, and what the compiler counts, are the
 * same on every machine; times are shares of another one of the same run, and vary all the same.
 */
const GROWTH: Readonly<Record<keyof Measured, number>> = {
	packedBytes: 0.05,
	unpackedBytes: 0.05,
	files: 0.05,
	loadTimeOfEngine: 1.5,
	typeInstantiations: 0.1,
	checkTimeOfParse: 1,
};

/** What is compared, in the order of the report. */
export const NUMBERS = Object.keys(GROWTH) as ReadonlyArray<keyof Measured>;

/** The numbers of the last release, or of the last change that made them grow on purpose. */
export function recorded(): Measured {
	return JSON.parse(readFileSync(FILE, 'utf8')) as Measured;
}

export function record(measured: Measured): void {
	writeFileSync(FILE, `${JSON.stringify(measured, null, '\t')}\n`);
}

/** What a number may be at most. */
export function limitOf(name: keyof Measured): number {
	return recorded()[name] * (1 + GROWTH[name]);
}
