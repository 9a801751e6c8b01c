import { contactMetadata, toSnakeCase } from '../../../../nodes/Vambe/fields/metadata';
import { itemOf } from '../../../support/itemOf';
import { problemOf } from '../../../support/problemOf';

describe('toSnakeCase', () => {
	it.each([
		['companyName', 'company_name'],
		['LeadScore', 'lead_score'],
		['company_name', 'company_name'],
		['HTTPServer', 'http_server'],
		['userID', 'user_id'],
		['parseHTMLText', 'parse_html_text'],
		['line2Text', 'line2_text'],
		['Company Name', 'company_name'],
		['company--name', 'company_name'],
		['_private_', 'private'],
		['Año', 'año'],
		['añoNuevo', 'año_nuevo'],
		['***', ''],
	])('%s becomes %s', (key, expected) => {
		expect(toSnakeCase(key)).toBe(expected);
	});
});

describe('contactMetadata', () => {
	const block = contactMetadata({ description: 'What to save' });
	const read = (json: object) =>
		block.read(itemOf({ metadataMode: 'json', metadataJson: json }), 'metadata');

	it.each([
		['companyName', 'company_name', 'company_name'],
		['userID', 'user_id', 'user_id'],
		['HTTPServer', 'httpServer', 'http_server'],
		['first name', 'First-Name', 'first_name'],
	])('refuses %s beside %s where both become %s', (one, other, stored) => {
		expect(problemOf(() => read({ [one]: 1, [other]: 2 }))?.message).toBe(
			`Metadata has the keys "${one}" and "${other}", which are stored under the same name "${stored}"`,
		);
	});

	it('tells keys of punctuation alone apart, and sends all as they are', () => {
		expect(read({ '*': 1, '#': 2, companyName: 3 })).toEqual({ '*': 1, '#': 2, companyName: 3 });
	});

	it('is required only where it is said', () => {
		expect(read({})).toEqual({});
		const required = contactMetadata({ description: '', required: true });
		expect(problemOf(() => required.read(itemOf(), 'metadata'))?.message).toBe(
			'Metadata is empty: there is nothing to send',
		);
	});
});
