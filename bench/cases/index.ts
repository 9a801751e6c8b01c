import type { BenchCase } from '../result';
import { account } from './account';
import { asappBatch } from './asappBatch';
import { automatic } from './automatic';
import { byPhone } from './byPhone';
import { deadServer } from './deadServer';
import { expressions } from './expressions';
import { flaky } from './flaky';
import { getManyContacts } from './getMany';
import { growth } from './growth';
import { installation } from './install';
import { latency } from './latency';
import { rateLimit } from './rateLimit';
import { throughput } from './throughput';

/** Every case, in the order they run. */
export const CASES: readonly BenchCase[] = [
	latency,
	automatic,
	throughput,
	expressions,
	rateLimit,
	flaky,
	asappBatch,
	growth,
	getManyContacts,
	byPhone,
	deadServer,
	account,
	installation,
];
