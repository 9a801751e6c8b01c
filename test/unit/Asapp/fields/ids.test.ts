import { EMAIL, externalConversationId } from '../../../../nodes/Asapp/fields/ids';
import { text } from '../../../../nodes/shared/fields/text';
import { accepts, refuses } from '../../../support/fieldTables';

describe('an email address', () => {
	const email = () => text({ displayName: 'Email', description: '', ...EMAIL });
	accepts(email, [
		['jdoe@example.com', 'jdoe@example.com'],
		["o'hara+tag@mail.example.co", "o'hara+tag@mail.example.co"],
		['a.b@x-y.example', 'a.b@x-y.example'],
	]);
	const rest = 'but must be an email address such as "jdoe@example.com"';
	refuses(
		email,
		[
			'jdoe',
			'jdoe@example',
			'j doe@example.com',
			'a@-b.cc',
			'a@b-.cc',
			'@example.com',
			'a..b@example.com',
			'.a@example.com',
			'a@b@example.com',
		].map((typed) => [typed, `Email is "${typed}", ${rest}`]),
	);
});

describe('the conversation', () => {
	accepts(externalConversationId, [['issue509', 'issue509']]);
	refuses(externalConversationId, [
		['', 'External Conversation ID is empty'],
		['x'.repeat(257), 'External Conversation ID is longer than 256 characters'],
	]);
});
