import { notice } from '../../shared/fields/notice';

/** What somebody should know before the first message leaves. */
export const optInNotice = notice(
	'This sends a WhatsApp message to real people. WhatsApp allows it only for those who have agreed to be written to (opted in). Turn on Dry Run in the options to look at the requests first.',
);
