import { locator } from '../../shared/fields/locator';

const LOOK = {
	displayName: 'Stage',
	searchListMethod: 'searchStages',
	placeholder: 'Select a stage…',
};

/** A stage of a pipeline. */
export const stageId = locator({
	...LOOK,
	description: 'The pipeline stage to put the contact in',
});

/** The same for a ticket, which cannot be without one. */
export const ticketStageId = locator({
	...LOOK,
	required: true,
	description: 'The pipeline stage to put the ticket in',
});
