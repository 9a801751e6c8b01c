import { text } from '../../shared/fields/text';

// Who a contact is, where it is made or found by its number.

/** The customer's own number. */
export const contactPhoneNumber = text({
	displayName: 'Contact Phone Number',
	kind: 'contactPhone',
	required: true,
	placeholder: 'e.g. +56912345678',
	description:
		'Phone number of the customer, with country code. Vambe removes spaces and dashes by itself. Mexican numbers exist as +52… and +521…, Argentine ones as +54… and +549…, Brazilian ones with the ninth digit and without: use the form that the contact has in Vambe, or a second contact is created.',
});

export const contactName = text({
	displayName: 'Contact Name',
	kind: 'name',
	placeholder: 'e.g. Maria Rodriguez',
	description: 'Name under which the contact is shown in Vambe',
});

export const contactEmail = text({
	displayName: 'Contact Email',
	kind: 'identifier',
	placeholder: 'e.g. maria.rodriguez@example.com',
	description: 'Email address of the customer',
});
