import type { BadInput } from './badInput';
import { BAD_CHOICES } from './choices';
import { BAD_METADATA } from './metadata';
import { BAD_TEXTS } from './texts';

/** Every bad input there is, for all operations. */
export const CORPUS: readonly BadInput[] = [...BAD_TEXTS, ...BAD_METADATA, ...BAD_CHOICES];
