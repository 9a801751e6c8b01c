import { Account } from './account';
import type { Clock } from '../clock';

/**
 * How long (ms) an account is remembered after its last request, or the pause it was asked for. Longer
 * than a loop takes between two runs of a node; after it, the pace a server allows may be another.
 */
const IDLE_MS = 60_000;

const accounts = new Map<string, Account>();

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

/** Forgets everything, as a new process would. For tests. */
export function forgetAccounts(): void {
	accounts.clear();
}
