import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../shared/fields/collection';
import { readFields, type Field, type SingleFields, type Values } from '../../shared/fields/field';
import { withoutUnset } from '../../shared/values/fields';
import { attributes } from './attributes';
import { eventId, madeEventId } from './eventId';

/** A record as ASAPP takes it. */
export interface AsappRecord<Ids> {
	body: IDataObject;
	/** Whom or what it is about. */
	ids: Ids;
	eventId: string;
	/** Whether nobody gave the event ID, so that it was made here. */
	isEventIdMade: boolean;
}

export interface RecordOptions<Ids extends SingleFields> {
	/** The identifiers, which are required. */
	ids: Ids;
	/** All other fields of the published schema. */
	additionalFields: SingleFields;
	/** Text of the button of the additional fields, which names a few of them. */
	addable: string;
	/** What the attributes are about, e.g. "the customer". */
	subject: string;
}

/** The fields of a record: its identifiers, what else is known, attributes, and its event ID. */
export function record<Ids extends SingleFields>({
	ids,
	additionalFields,
	addable,
	subject,
}: RecordOptions<Ids>): Field<AsappRecord<Values<Ids>>> {
	const others = {
		attributes: attributes(subject),
		additionalFields: collection({
			displayName: 'Additional Fields',
			placeholder: addable,
			fields: { ...additionalFields, eventId },
		}),
	};
	const fields = { ...ids, ...others };
	return {
		properties: () => Object.entries(fields).flatMap(([name, field]) => field.properties(name)),
		options: others.attributes.options,
		read: (item) => {
			const idValues = readFields(ids, item);
			const { additionalFields: more, attributes: list } = readFields(others, item);
			const { eventId: given, ...known } = more as Values<SingleFields> & { eventId?: string };
			const facts = withoutUnset({ ...idValues, ...known, attributes: list });
			const id = given ?? madeEventId(item.place, facts);
			return {
				body: { ...facts, eventId: id },
				ids: idValues,
				eventId: id,
				isEventIdMade: given === undefined,
			};
		},
	};
}
