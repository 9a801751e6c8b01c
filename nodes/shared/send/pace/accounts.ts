import { Account } from './account';
import { CircuitBreaker } from '../circuitBreaker';
import type { Clock } from '../clock';

/**
 * How long (ms) an account is remembered after its last request, or the pause it was asked for. Longer
 * than a loop takes between two runs of a node; after it, the pace a server allows may be another.
 */
const IDLE_MS = 60_000;
/** Executions in which a server may be given up and remembered; the oldest are forgotten first. */
const MAX_EXECUTIONS = 1000;

const accounts = new Map<string, Account>();
const breakers = new Map<string, CircuitBreaker>();

/**
 * The account that requests with the same keys to the same host share, in this process.
 *
 * @param id tells accounts apart; made of a hash, never of the keys.
 */
export function accountOf(id: string, clock: Clock): Account {
	for (const [other, account] of accounts) {
		if (account.idleMs > IDLE_MS) accounts.delete(other);
	}
	const account = accounts.get(id) ?? new Account(clock);
	accounts.set(id, account);
	return account;
}

/**
 * What decides to give a server up, for all runs of one execution that send with the same account: a
 * loop asks a dead server once, not once per round.
 *
 * @param executionId undefined where n8n gives none: then each run decides for itself.
 */
export function breakerOf(id: string, executionId: string | undefined): CircuitBreaker {
	if (executionId === undefined) return new CircuitBreaker();
	const key = JSON.stringify([executionId, id]);
	const breaker = breakers.get(key) ?? new CircuitBreaker();
	// Put last, so that the one longest unused is first.
	breakers.delete(key);
	breakers.set(key, breaker);
	const [oldest] = breakers.keys();
	if (breakers.size > MAX_EXECUTIONS && oldest !== undefined) breakers.delete(oldest);
	return breaker;
}

/** Forgets everything, as a new process would. For tests. */
export function forgetAccounts(): void {
	accounts.clear();
	breakers.clear();
}
