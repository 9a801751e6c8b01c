import type { Answer, Call } from '../../service';
import { vambeError } from '../answers';
import { shownByUpsert } from '../shown';
import type { VambeStore } from '../store';
import type { UpsertRequest } from '../types';

/** `POST /api/public/customer/upsert/info` */
export function upsertCustomer(store: VambeStore, { body }: Call): Answer {
	const request = body as UpsertRequest;
	const missing = store.contacts.undefinedKeys(request);
	if (missing.length > 0) {
		return vambeError(400, `Custom field definitions not found: ${missing.join(', ')}`);
	}
	return { status: 201, body: shownByUpsert(store.contacts.upsert(request)) };
}
