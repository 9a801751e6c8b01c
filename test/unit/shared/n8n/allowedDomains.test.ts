import { checkAllowedDomains } from '../../../../nodes/shared/n8n/allowedDomains';

const BASE_URL = 'https://API.example.com/v1';

function check(mode: string | undefined, allowedDomains?: string, baseUrl = '') {
	return () =>
		checkAllowedDomains({ allowedHttpRequestDomains: mode, allowedDomains } as never, BASE_URL, {
			domains: 'api.service.com, eu.service.com',
			baseUrl,
		});
}

describe('checkAllowedDomains', () => {
	it.each([undefined, 'all', 'none'])('lets any host through when the setting is %s', (mode) => {
		expect(check(mode, 'other.com')).not.toThrow();
	});

	it.each([
		'api.example.com',
		'other.com, api.example.com',
		'API.Example.COM.',
		' api.example.com ',
		'*.example.com',
		'*.com',
	])('takes %s for a list with the host', (list) => {
		expect(check('domains', list)).not.toThrow();
	});

	it.each([
		undefined,
		'',
		',',
		'*',
		'*.',
		'example.com',
		'*.api.example.com',
		'xapi.example.com',
		'api.example.com.evil.com',
		'*.ample.com',
	])('takes %s for a list without the host', (list) => {
		expect(check('domains', list)).toThrow(
			'The Allowed Domains of the credential do not include api.example.com',
		);
	});

	it('allows the base URL of the credential beside the list, while that is the default', () => {
		const byDefault = 'api.service.com, eu.service.com';
		expect(check('domains', byDefault, BASE_URL)).not.toThrow();
		expect(check('domains', ` ${byDefault}\n`, BASE_URL)).not.toThrow();
		expect(check('domains', byDefault, 'https://other.example.com')).toThrow('do not include');
		expect(check('domains', byDefault, 'no address')).toThrow('do not include');
		expect(check('domains', 'api.service.com', BASE_URL)).toThrow('do not include');
	});
});
