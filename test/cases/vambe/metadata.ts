import type { SandboxState } from '../../../sandbox';
import type { MetadataBlock, Parameters } from '../operationCase';

/** The metadata block of Vambe's operations, as most have it. */
export const METADATA: MetadataBlock = {
	name: 'metadata',
	displayName: 'Metadata',
	required: true,
	values: 'typed',
	snakeCase: true,
	limited: false,
	of: (body) => (body as { metadata?: Parameters }).metadata,
};

/** Contacts and tickets with what was set on them. */
export function memory({ contacts, tickets }: SandboxState): unknown {
	return {
		contacts: contacts
			.map(({ phone, external_user_id, metadata }) => ({ phone, external_user_id, metadata }))
			.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
		tickets: tickets.map(({ id, metadata }) => ({ id, metadata })),
	};
}

/** ID of one of the sandbox's contacts; different for the numbers 0 to 33. */
export const contactId = (number: number): string =>
	`cccccccc-0000-4000-8000-${String((number % 34) + 2).padStart(12, '0')}`;
