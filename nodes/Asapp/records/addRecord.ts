import type { IDataObject } from 'n8n-workflow';

import type { SingleFields, Values } from '../../shared/fields/field';
import { notice } from '../../shared/fields/notice';
import {
	operation,
	type Batch,
	type Operation,
	type Resource,
} from '../../shared/operation/operation';
import { readBatchResults, recordRefusal, resultEventId } from './answers';
import { record, type AsappRecord, type RecordOptions } from './record';

/** What is particular to one kind of record. */
export interface RecordSpec<Ids extends SingleFields> extends RecordOptions<Ids> {
	resource: Resource;
	action: string;
	description: string;
	/** The part of the paths that names the kind: `single-X-metadata`, `many-X-metadata`. */
	pathName: string;
	/** Records with the same key are sent in input order. */
	order(ids: Values<Ids>): string;
}

/** "Add Metadata" of one kind of record: ASAPP takes all of them in the same way, alone or in batches. */
export function addRecord<const Ids extends SingleFields>(spec: RecordSpec<Ids>): Operation {
	const path = (count: 'single' | 'many'): string =>
		`/metadata-ingestion/v1/${count}-${spec.pathName}-metadata`;
	return operation({
		resource: spec.resource,
		value: 'addMetadata',
		name: 'Add Metadata',
		action: spec.action,
		description: spec.description,
		// A record that arrives twice is stored once: its event ID is the same (D14).
		idempotent: true,
		fields: {
			ingestionNotice: notice(
				'ASAPP must first switch on metadata ingestion for your account. If a run is refused with 403, ask your ASAPP contact.',
			),
			record: record(spec),
		},
		request: ({ record: { body } }) => ({ method: 'POST', path: path('single'), body }),
		order: ({ record: { ids } }) => spec.order(ids),
		output: (answer, input) =>
			outputOf(resultEventId(answer) ?? input.record.eventId, input.record),
		refusal: recordRefusal,
		/**
		 * 409 means that a record with this event ID is stored already. It is our own where an earlier
		 * attempt may have arrived. So it is at the first attempt when we made the event ID: only an
		 * earlier run of this very item can have used it, as with n8n's "Retry On Fail".
		 */
		arrivedBefore: (statusCode, mayHaveArrived, input) =>
			statusCode === 409 && (mayHaveArrived || input.record.isEventIdMade),
		batch: batchOf(path('many')),
	});
}

function outputOf(eventId: string, { ids }: AsappRecord<unknown>): IDataObject {
	return { eventId, ...(ids as IDataObject) };
}

function batchOf<Ids>(path: string): Batch<{ record: AsappRecord<Ids> }> {
	return {
		request: (inputs) => ({
			method: 'POST',
			path,
			body: { items: inputs.map((input) => input.record.body) },
		}),
		results: (answer, inputs) => {
			const eventIds = inputs.map((input) => input.record.eventId);
			return readBatchResults(answer, eventIds).map((result, position) => {
				const sent = inputs[position]?.record;
				if (!result || !sent) return undefined;
				const { eventId, refusal } = result;
				return refusal ? { refusal } : { output: outputOf(eventId, sent) };
			});
		},
	};
}
