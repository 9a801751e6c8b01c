import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { forgetAccounts } from '../../nodes/shared/send/pace/accounts';
import { scriptedContext, type Reply, type Seen } from './fakeClient';
import { VirtualClock } from './virtualClock';

/** A list in the editor whose server answers as scripted, and what it was asked. */
export function fakeList(
	reply: Reply[] | ((seen: Seen, position: number) => Reply),
	credentials?: IDataObject | Error,
	clock = new VirtualClock(),
): { context: ILoadOptionsFunctions; seen: Seen[] } {
	forgetAccounts();
	const { context, seen } = scriptedContext(clock, reply, credentials);
	return { context: context as unknown as ILoadOptionsFunctions, seen };
}
