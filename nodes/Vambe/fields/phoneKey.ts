/**
 * The same for all ways to write a phone number: Vambe removes spaces and dashes itself. Text without
 * digits is some other ID, and stays as it is.
 */
export function phoneKey(phone: string): string {
	return phone.replace(/\D/g, '') || phone;
}
