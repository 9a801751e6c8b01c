import { text } from '../../shared/fields/text';

/**
 * A message template of the account. Vambe documents no list of them that could be offered. It can be a
 * part of the address, where "." and ".." mean another one.
 */
export const templateId = text({
	displayName: 'Template ID',
	kind: 'identifier',
	pattern: /[^.]/,
	patternName: 'the ID of a template',
	required: true,
	placeholder: 'e.g. appointment_reminder',
	description: 'ID of the approved WhatsApp template, as Vambe shows it',
});
