/**
 * Options for fast-check. In CI the same cases every time, so that a red run is about the change;
 * elsewhere new ones at every run, to find what nobody thought of.
 */
export const PROPERTY_SEED: { seed?: number } = process.env.CI ? { seed: 20261125 } : {};
