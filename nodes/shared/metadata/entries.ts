/** Keys with their values, in order. Not an object yet: that could not hold the same key twice. */
export type Entries = Array<[key: string, value: unknown]>;
