import { Client, connect } from '../../../../nodes/shared/api/client';
import { effortOf, forEachAccount, type AccountItems } from '../../../../nodes/shared/run/accounts';
import { RunReport } from '../../../../nodes/shared/run/report';
import { scriptedContext, service } from '../../../support/fakeClient';
import { inputs, node } from '../../../support/fakeContext';
import { settle, VirtualClock } from '../../../support/virtualClock';

async function accounts(count: number): Promise<AccountItems[]> {
	const { context } = scriptedContext(new VirtualClock(), []);
	const connection = await connect(context, service);
	return Array.from({ length: count }, () => ({ client: Client.over(connection), items: [] }));
}

const report = () => new RunReport(node, { inputs: inputs(1), stopOnError: true });

describe('accounts of one run', () => {
	it('are sent to five at a time, and a slow one holds up no other', async () => {
		const all = await accounts(12);
		const begun: AccountItems[] = [];
		const ends: Array<() => void> = [];
		const sent = forEachAccount(all, report(), async (account) => {
			begun.push(account);
			await new Promise<void>((resolve) => ends.push(resolve));
		});
		await settle();
		expect(begun).toEqual(all.slice(0, 5));
		for (let next = 1; next < 12; next++) {
			ends[next]?.();
			await settle();
		}
		expect(begun).toEqual(all);
		ends[0]?.();
		await sent;
	});

	it('are stopped together, and no other is begun, when an item of one ends the run', async () => {
		const all = await accounts(7);
		const shared = report();
		const begun: AccountItems[] = [];
		await forEachAccount(all, shared, async (account) => {
			begun.push(account);
			if (account === all[2]) shared.failed(0, { message: 'no', hint: 'none', details: {} });
			else await settle();
		});
		expect(begun).toEqual(all.slice(0, 3));
		expect(all.map(({ client }) => client.stopped)).toEqual(Array(7).fill(true));
	});

	it('are counted together, though they wait side by side', () => {
		const effort = (retries: number, pausedMs: number) =>
			({ client: { retries, pausedMs }, items: [] }) as unknown as AccountItems;
		expect(effortOf([effort(1, 2000), effort(2, 5000)])).toEqual({ retries: 3, pausedMs: 5000 });
		expect(effortOf([])).toEqual({ retries: 0, pausedMs: 0 });
	});
});
