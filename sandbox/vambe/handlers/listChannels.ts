import type { Handler } from '../../handlers';
import { CHANNELS } from '../../seed';
import type { VambeStore } from '../store';

/** `GET /api/public/channels/{channelType}` */
export const listChannels: Handler<VambeStore> = (_store, { params }) => {
	const { channelType } = params as { channelType: string };
	return { status: 200, body: CHANNELS[channelType] };
};
