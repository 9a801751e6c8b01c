import type { Contact, Platform, UpsertRequest } from '../types';

/** "Automatically cleaned (spaces, dashes, etc. are removed)", says the reference. */
export function cleanPhone(phone: string): string {
	return phone.replace(/[^\d+]/g, '');
}

/** Assumption: with fewer than five digits it is no phone number that a message can be sent to. */
export function isPhone(phone: string): boolean {
	return phone.replace(/\D/g, '').length >= 5;
}

/**
 * What an upsert finds its contact by. Assumption: "on the given channel" means the kind of channel,
 * so that the same number on two of your WhatsApp numbers is one contact.
 */
export function keyOfRequest(request: UpsertRequest): string {
	return request.channel === 'webchat'
		? webchatKey(request.channel_id ?? '', request.external_user_id ?? '')
		: key(request.channel, cleanPhone(request.contact_phone_number ?? ''));
}

/** The key under which a contact is found. Its own id keeps those without a number apart. */
export function keyOf(contact: Contact): string {
	const { id, platform, phone, channel_id, external_user_id } = contact;
	if (platform === 'webchat') return webchatKey(channel_id ?? '', external_user_id ?? id);
	return key(platform, phone === null ? (external_user_id ?? id) : cleanPhone(phone));
}

/**
 * The keys that a phone number or user name may stand for. The reference takes numbers with and
 * without the plus sign and with spaces.
 */
export function keysOfIdentifier(platform: Platform, identifier: string): string[] {
	const digits = identifier.replace(/\D/g, '');
	return [identifier, `+${digits}`, digits].map((one) => key(platform, one));
}

export function key(platform: Platform, identifier: string): string {
	return `${platform} ${identifier}`;
}

function webchatKey(channelId: string, externalUserId: string): string {
	return key('webchat', `${channelId.toLowerCase()} ${externalUserId}`);
}
