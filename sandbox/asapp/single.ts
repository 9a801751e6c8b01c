import type { Handler } from '../handlers';
import { asappErrorBody, badParams, eventIdOf } from './answers';
import type { AsappStore, RecordKind } from './store';

/** The endpoint for one record, whatever it is about. */
export const addSingle =
	(kind: RecordKind): Handler<AsappStore> =>
	(store, { body, problems }, { asappResultError }) => {
		const eventId = eventIdOf(body);
		if (problems.length > 0) {
			return { status: 400, body: { result: { eventId, error: badParams(problems) } } };
		}
		if (asappResultError) {
			const result = { eventId, error: asappResultError };
			return { status: 200, body: { result }, accepted: false };
		}
		if (!store.add(kind, eventId, body as Record<string, unknown>, 'single')) {
			return { status: 409, body: asappErrorBody(409) };
		}
		return { status: 200, body: { result: { eventId, error: '' } } };
	};
