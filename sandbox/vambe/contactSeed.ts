import { z } from 'zod';
import { PLATFORMS } from './types';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** Kept in one form, because the store compares times as text. */
const timestamp = z
	.string()
	.datetime({ offset: true })
	.transform((text) => new Date(text).toISOString());

const contactSeedSchema = z
	.strictObject({
		/** Default: random. An id that exists changes that contact. */
		id: z.string().toLowerCase().regex(UUID, 'must be a UUID'),
		name: z.string().nullable(),
		phone: z.string().nullable(),
		email: z.string().nullable(),
		/** Default `whatsapp`. */
		platform: z.enum(PLATFORMS),
		/** Default: now. */
		created_at: timestamp,
		/** Default: `created_at` of a new contact, now for one that is changed. */
		updated_at: timestamp,
		/** Default: `created_at` of a new contact, so that a search by days finds it. */
		last_message_at: timestamp.nullable(),
		last_message_content: z.string().nullable(),
		default_stage_id: z.string().nullable(),
		agent_ids: z.array(z.string()),
		tags: z.array(z.number().int()),
		blocked: z.boolean(),
		chat_status: z.string(),
		is_chat_read: z.boolean(),
		channel_id: z.string().nullable(),
		external_user_id: z.string().nullable(),
		/** Replaces what is stored. */
		metadata: z.record(z.string()),
		/** Added to the customer's values. */
		custom_fields: z.record(z.string()),
	})
	.partial();

export const contactSeedsSchema = z.array(contactSeedSchema);

/** A contact to be put into the sandbox. Everything is optional. */
export type ContactSeed = z.input<typeof contactSeedSchema>;

/** The same with its times in one form. */
export type CheckedContactSeed = z.output<typeof contactSeedSchema>;
