import { choice } from '../../../shared/fields/choice';
import type { Field } from '../../../shared/fields/field';
import { locator } from '../../../shared/fields/locator';
import { InvalidValue } from '../../../shared/values/invalidValue';
import { quoted } from '../../../shared/values/text';

const channel = choice({
	displayName: 'Channel',
	default: 'whatsapp',
	description: 'The channel on which the ticket is opened, and the contact found or created',
	options: {
		whatsapp: { name: 'WhatsApp Business API' },
		'web-whatsapp': { name: 'WhatsApp Web (QR Code)' },
	},
});

const NAME = 'Phone ID';

const phoneId = locator({
	displayName: NAME,
	required: true,
	description:
		'Your own WhatsApp number in Vambe, on which the ticket is opened: pick it from the list, or enter the ID that Vambe has for it, which is not the phone number',
	searchListMethod: 'searchChannels',
	placeholder: 'Select a number…',
	// It is a part of the address, where "." and ".." mean another one.
	id: { kind: 'identifier', pattern: /[^.]/, patternName: 'an ID', placeholder: 'e.g. 4001' },
	dependsOn: ['channel'],
});

export interface OwnChannel {
	kind: 'whatsapp' | 'web-whatsapp';
	phoneId: string;
}

/** The account's own number that a ticket belongs to, with its kind: `channel` and `phoneId`. */
export const ownChannel: Field<OwnChannel> = {
	properties: (name) => [...channel.properties(name), ...phoneId.properties('phoneId')],
	/** The contract: an ID that is not numeric is none of the kind `whatsapp`. */
	read(item, name) {
		const { choice: kind } = channel.read(item, name);
		const id = phoneId.read(item, 'phoneId');
		if (kind === 'web-whatsapp' || /^\d+$/.test(id)) return { kind, phoneId: id };
		throw new InvalidValue(
			NAME,
			`${NAME} is ${quoted(id)}, but must be a number for WhatsApp Business API`,
			`Pick ${NAME} from the list, or choose the channel that it belongs to.`,
		);
	},
};
