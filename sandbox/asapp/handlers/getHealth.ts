import type { Handler } from '../../handlers';
import type { AsappStore } from '../store';

/** `GET /v1/health` */
export const getHealth: Handler<AsappStore> = (_store, _call, { healthCheck }) => ({
	status: 200,
	body: { healthCheck },
});
