import { text } from '../../../shared/fields/text';
import { conversationOfCustomer, EMAIL, ID } from '../../fields/ids';
import { addRecord } from '../../records/addRecord';
import { customer } from '../../resources';

/** Submits attributes of a customer, taking part in a conversation, to ASAPP's metadata ingestion. */
export const addCustomerMetadata = addRecord({
	resource: customer,
	action: 'Add metadata to customer',
	description: 'Submit attributes of a customer to metadata ingestion',
	pathName: 'customer',
	subject: 'the customer',
	addable: 'Add email, phone, status or address',
	ids: {
		externalCustomerId: text({
			displayName: 'External Customer ID',
			kind: 'identifier',
			required: true,
			pattern: /[a-zA-Z0-9\-_.@]/,
			patternName: 'a text with a letter, digit, "-", "_", "." or "@" in it',
			maxLength: 256,
			placeholder: 'e.g. 555.555.0100-jdoe@example.com',
			description: 'ID of the customer in your own system, up to 256 characters',
		}),
		externalConversationId: conversationOfCustomer,
	},
	order: ({ externalCustomerId }) => externalCustomerId,
	additionalFields: {
		status: text({
			...ID,
			kind: 'text',
			displayName: 'Status',
			placeholder: 'e.g. new',
			description: "Label for the customer's status or type, up to 256 characters",
		}),
		phoneNumber: text({
			displayName: 'Phone Number',
			kind: 'phone',
			minDigits: 1,
			pattern: /[0-9\-.()+]/,
			patternName: 'a text with a digit in it',
			maxLength: 32,
			placeholder: 'e.g. (555)555-0100',
			description: 'Phone number of the customer, up to 32 characters',
		}),
		emailAddress: text({
			...EMAIL,
			displayName: 'Email Address',
			placeholder: 'e.g. jdoe@example.com',
			description: 'Email address of the customer',
		}),
		userId: text({
			...ID,
			displayName: 'User ID',
			placeholder: 'e.g. user908038',
			description: 'ID of the customer as a user, up to 256 characters',
		}),
		addressCountry: text({
			...ID,
			kind: 'text',
			maxLength: 128,
			displayName: 'Address Country',
			placeholder: 'e.g. United-States',
			description: "Country part of the customer's address, up to 128 characters",
		}),
		addressState: text({
			...ID,
			kind: 'text',
			maxLength: 128,
			displayName: 'Address State',
			placeholder: 'e.g. New-York',
			description: "State part of the customer's address, up to 128 characters",
		}),
		addressZipcode: text({
			...ID,
			kind: 'text',
			maxLength: 16,
			displayName: 'Address Zipcode',
			placeholder: 'e.g. 10001',
			description: "Postal code of the customer's address, up to 16 characters",
		}),
	},
});
