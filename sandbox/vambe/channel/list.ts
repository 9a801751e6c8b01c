import { CHANNELS } from '../../seed';
import type { Answer, Call } from '../../service';

/** `GET /api/public/channels/{channelType}` */
export function listChannels({ params }: Call): Answer {
	const { channelType } = params as { channelType: string };
	return { status: 200, body: CHANNELS[channelType] };
}
