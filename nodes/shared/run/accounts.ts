import type { IExecuteFunctions } from 'n8n-workflow';

import { Client, connect, type ClientOptions, type Connection, type Service } from '../api/client';
import { throwIfCancelled } from '../n8n/cancelSignal';
import { mayDifferByItem } from '../n8n/credentialExpressions';
import { failureFromError, type Failure } from '../values/failure';
import type { ReadyItem } from './readItems';
import type { RunReport } from './report';

/** The items of a run that go to one address with the same keys. */
export interface AccountItems {
	client: Client;
	/** In input order. */
	items: ReadyItem[];
}

/** Accounts of one run that are sent to at the same time: each has its own pace and connections. */
const AT_ONCE = 5;

/**
 * Divides the items by the account they belong to: with an expression in the credential that is another
 * one for another item. Sends nothing; an item whose credential cannot be used fails by itself.
 *
 * @throws {NodeOperationError} when the execution is cancelled meanwhile.
 */
export async function accountsOf(
	context: IExecuteFunctions,
	service: Service,
	items: ReadyItem[],
	report: RunReport,
	options: ClientOptions,
): Promise<AccountItems[]> {
	const [first] = items;
	if (!first) return [];
	const ofFirst = await connection(context, service, first);
	const differ = items.length > 1 && (await mayDifferByItem(context, service.credentialType));
	const accounts = new Map<string, AccountItems>();
	for (const item of items) {
		throwIfCancelled(context, report.progress);
		const its = differ && item !== first ? await connection(context, service, item) : ofFirst;
		if ('hint' in its) {
			report.failed(item.index, its);
			continue;
		}
		const key = `${its.baseUrl} ${its.account}`;
		const account = accounts.get(key);
		if (account) account.items.push(item);
		else accounts.set(key, { client: Client.over(its, options), items: [item] });
	}
	return [...accounts.values()];
}

async function connection(
	context: IExecuteFunctions,
	service: Service,
	{ index }: ReadyItem,
): Promise<Connection | Failure> {
	try {
		return await connect(context, service, index);
	} catch (error) {
		return failureFromError(error);
	}
}

/**
 * Sends to some accounts at a time, so that one that is slow or asks to wait holds up no other, and each
 * is begun until the run must stop.
 *
 * @param send sends the items of one account; never rejects.
 */
export async function forEachAccount(
	accounts: AccountItems[],
	report: RunReport,
	send: (account: AccountItems) => Promise<void>,
): Promise<void> {
	const queue = accounts.values();
	const work = async (): Promise<void> => {
		for (const account of queue) {
			if (report.mustStop) continue;
			await send(account);
			if (report.mustStop) for (const { client } of accounts) client.stop();
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** What sending came to, over all accounts: for the hint above the output. */
export function effortOf(accounts: AccountItems[]): { retries: number; pausedMs: number } {
	const clients = accounts.map(({ client }) => client);
	return {
		retries: clients.reduce((sum, { retries }) => sum + retries, 0),
		// They waited side by side.
		pausedMs: Math.max(0, ...clients.map(({ pausedMs }) => pausedMs)),
	};
}
