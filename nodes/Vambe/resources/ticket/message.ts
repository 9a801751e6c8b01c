import { choice, type Choice } from '../../../shared/fields/choice';
import type { SingleField } from '../../../shared/fields/field';
import { flag } from '../../../shared/fields/flag';
import { text } from '../../../shared/fields/text';
import { optInNotice } from '../../fields/optIn';
import { templateId } from '../../fields/template';
import { withoutUnset } from '../../../shared/values/fields';

const line = text({
	displayName: 'Message Text',
	required: true,
	placeholder: 'e.g. Your order is on its way',
	description:
		'What is sent to the customer. WhatsApp takes a text only within 24 hours of the last message from the customer; later it takes only templates.',
});

const messageText: SingleField<string> = {
	...line,
	properties: (name) =>
		line.properties(name).map((look) => ({ ...look, typeOptions: { rows: 3 } })),
};

const aiGenerated = flag({
	displayName: 'AI Generated',
	default: false,
	description: 'Whether to mark the message as written by an AI',
});

const WAYS = {
	none: { name: 'None', description: 'Open the ticket, and send nothing to the customer' },
	text: {
		name: 'Text',
		description: 'Send a text to the customer',
		fields: { optInNotice, messageText, aiGenerated },
	},
	template: {
		name: 'Template',
		description: 'Send a WhatsApp template to the customer',
		fields: { optInNotice, templateId, aiGenerated },
	},
} as const;

/** What the customer is sent when the ticket is opened. */
export const message = choice({
	displayName: 'Message',
	default: 'none',
	description: 'What is sent to the customer with the ticket',
	options: WAYS,
});

/** The same in the words of the API; undefined for nothing. */
export function messageBody(chosen: Choice<typeof WAYS>): Record<string, unknown> | undefined {
	if (chosen.choice === 'none') return undefined;
	return withoutUnset({
		...(chosen.choice === 'text'
			? { content: chosen.messageText }
			: { templateId: chosen.templateId }),
		ai_generated: chosen.aiGenerated,
	});
}
