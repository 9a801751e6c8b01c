import type { Handler } from '../../handlers';
import { vambeError } from '../answers';
import { shownByUpsert } from '../shown';
import type { VambeStore } from '../store';
import type { UpsertRequest } from '../types';

/** `POST /api/public/customer/upsert/info` */
export const upsertCustomer: Handler<VambeStore> = (store, { body }) => {
	const request = body as UpsertRequest;
	const missing = store.contacts.undefinedKeys(request);
	if (missing.length > 0) {
		return vambeError(400, `Custom field definitions not found: ${missing.join(', ')}`);
	}
	return { status: 201, body: shownByUpsert(store.contacts.upsert(request)) };
};
