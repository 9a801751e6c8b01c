import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../../shared/fields/collection';
import { dateTime } from '../../../shared/fields/dateTime';
import type { Field } from '../../../shared/fields/field';
import { locator } from '../../../shared/fields/locator';
import { number } from '../../../shared/fields/number';
import { text } from '../../../shared/fields/text';
import { InvalidValue } from '../../../shared/values/invalidValue';
import { withoutUnset } from '../../../shared/values/fields';

/** The longest period that the API takes. */
export const MAX_DAYS = 365;

const days = number({
	displayName: 'Last Message Days',
	min: 1,
	max: MAX_DAYS,
	description: `Only contacts with a message within this number of days, from 1 to ${MAX_DAYS}. When this, Created After and Updated After are all left out, ${MAX_DAYS} is used with a limit, and no period with Return All.`,
	fix: `Set Last Message Days to a whole number from 1 to ${MAX_DAYS}.`,
});

/** Not added means not asked for; 30 is only what the editor puts into a filter just added. */
const lastMessageDays: typeof days = {
	...days,
	properties: (name) => days.properties(name).map((look) => ({ ...look, default: 30 })),
};

const filters = collection({
	displayName: 'Filters',
	placeholder: 'Add filter',
	fields: {
		lastMessageDays,
		createdAfter: dateTime({
			displayName: 'Created After',
			description: 'Only contacts created after this time, oldest first',
		}),
		updatedAfter: dateTime({
			displayName: 'Updated After',
			description: 'Only contacts updated after this time, oldest first',
		}),
		pipelineId: locator({
			displayName: 'Pipeline',
			description: 'Only contacts whose active ticket is in a stage of this pipeline',
			searchListMethod: 'searchPipelines',
			placeholder: 'Select a pipeline…',
		}),
		// Seen by one client (D21).
		stageId: locator({
			displayName: 'Stage',
			description:
				"Only contacts whose default stage is this one. Vambe looks at the contact's default stage and not at its tickets: a contact with an active ticket in this stage can be missing.",
			searchListMethod: 'searchStages',
			placeholder: 'Select a stage…',
		}),
		customFieldKey: text({
			kind: 'identifier',
			displayName: 'Custom Field Key',
			placeholder: 'e.g. company_name',
			description: 'Key of a custom field to look for. Needs Custom Field Value, too.',
		}),
		customFieldValue: text({
			kind: 'value',
			displayName: 'Custom Field Value',
			placeholder: 'e.g. Acme Corp',
			description: 'Value that the custom field must have. Needs Custom Field Key, too.',
		}),
	},
});

/** Which contacts a list holds, as the API's query says it. It must have a period beside. */
export const contactFilters: Field<IDataObject> = {
	properties: (name) => filters.properties(name),
	read: (item, name) => {
		const given = filters.read(item, name);
		const { createdAfter, updatedAfter, customFieldKey, customFieldValue } = given;
		checkBoth(customFieldKey, customFieldValue);
		return withoutUnset({
			days: given.lastMessageDays,
			created_after: createdAfter,
			updated_after: updatedAfter,
			stage_id: given.stageId,
			pipeline_id: given.pipelineId,
			custom_field_key: customFieldKey,
			custom_field_value: customFieldValue,
		});
	},
};

/** @throws {InvalidValue} when only one of the two is there: the API filters by both or not at all. */
function checkBoth(key: string | undefined, value: string | undefined): void {
	if ((key === undefined) === (value === undefined)) return;
	const [there, missing] =
		value === undefined
			? ['Custom Field Key', 'Custom Field Value']
			: ['Custom Field Value', 'Custom Field Key'];
	throw new InvalidValue(
		missing,
		`${missing} is empty, but ${there} is set`,
		`Fill in ${missing} for this item, or remove ${there}.`,
	);
}
