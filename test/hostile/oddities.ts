import { inJson } from '../cases/handMade';
import { TEN_MB } from './corpus/badInput';
import type { Parameters } from '../cases';
import { targetOf, type Target } from './targets';

const WHATSAPP = targetOf('vambe/customer/upsert');
const CONTACT = targetOf('vambe/contact/updateMetadata');
const ASAPP = targetOf('asapp/customer/addMetadata');

/** Input of a kind that no field expects. */
export interface Oddity {
	what: string;
	target: Target;
	changes: Parameters;
	input?: Record<string, unknown>;
}

const json = (target: Target, what: string, value: unknown): Oddity => ({
	what,
	target,
	changes: inJson(value, target.case.metadataBlock?.name),
});

/** Each was once taken, lost on the way, or refused without a clear word. */
export const ODDITIES: readonly Oddity[] = [
	...[{ ssn: true }, 42, [1]].map((metadataExclude) => ({
		what: `exclude ${JSON.stringify(metadataExclude)}`,
		target: CONTACT,
		changes: { metadataMode: 'input', metadataExclude },
	})),
	{ what: 'custom fields with a hole', target: WHATSAPP, changes: { customFields: new Array(1) } },
	{
		what: 'ASAPP: too large without attributes',
		target: ASAPP,
		changes: { additionalFields: { emailAddress: `${'x'.repeat(2_000_000)}@example.com` } },
	},
	// What is quoted must fit on a log line.
	json(CONTACT, 'a line break in a key of a bad value', { 'a\nb': NaN }),
	json(CONTACT, 'a key of 10 MB with a bad value', { [TEN_MB]: NaN }),
	{
		what: 'a metadata mode that does not exist',
		target: WHATSAPP,
		changes: { metadataMode: 'jsno' },
	},
	json(WHATSAPP, 'a Map as metadata', new Map([['plan', 'premium']])),
	json(WHATSAPP, 'a date as metadata', new Date(0)),
	json(WHATSAPP, 'binary data as metadata', Buffer.from('premium')),
];
