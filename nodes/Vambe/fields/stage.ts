import { locator } from '../../shared/fields/locator';

/** A stage of a pipeline. */
export const stageId = locator({
	displayName: 'Stage',
	description: 'The pipeline stage to put the contact in',
	searchListMethod: 'searchStages',
	placeholder: 'Select a stage…',
});
