import type { Field } from './field';

/** A text between the fields, for what users should know before they fill them in. */
export function notice(displayName: string): Field<undefined> {
	return {
		properties: (name) => [{ displayName, name, type: 'notice', default: '' }],
		read: () => undefined,
	};
}
