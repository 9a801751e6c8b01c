/**
 * Options for fast-check. In CI the same cases every time, so that a red run is about the change;
 * elsewhere new ones at every run, to find what nobody thought of.
 */
export const PROPERTY_SEED: { seed?: number } = process.env.CI ? { seed: 20261125 } : {};

/** Seeds of random runs: a few for every test run, all of them with TEST_FULL=1. */
export const seeds = (few: number, all: number): number[] =>
	Array.from({ length: process.env.TEST_FULL ? all : few }, (_, index) => index + 1);
