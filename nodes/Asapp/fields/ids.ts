import { text, type TextLimits } from '../../shared/fields/text';

/** The patterns of the published schema are not anchored: one fitting character is enough (D13). */
export const ID: TextLimits = {
	kind: 'identifier',
	pattern: /[a-zA-Z0-9\-_]/,
	patternName: 'a text with a letter, digit, "-" or "_" in it',
	maxLength: 256,
};

/** RFC 5322 dot-atom at a host name with a dot: what validators of `format: email` take. */
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
export const EMAIL: TextLimits = {
	kind: 'identifier',
	pattern: new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}$`),
	patternName: 'an email address such as "jdoe@example.com"',
};

const CONVERSATION = {
	...ID,
	displayName: 'External Conversation ID',
	required: true,
	placeholder: 'e.g. issue509',
	description: 'ID of the conversation in your chat or voice system, up to 256 characters',
} as const;

/** The conversation that a record is about. */
export const externalConversationId = text(CONVERSATION);

/** The same for a record about somebody, where it is a surprise. */
export const conversationOfCustomer = text({
	...CONVERSATION,
	hint: 'ASAPP files what you know about a customer under a conversation',
});
