import { checkedBaseUrl } from '../../../../nodes/shared/api/baseUrl';
import { InvalidValue } from '../../../../nodes/shared/values/invalidValue';
import { SAFE, UNSAFE } from '../../../support/baseUrls';

describe('checkedBaseUrl', () => {
	it.each(SAFE)('takes %j', (typed, url) => {
		expect(checkedBaseUrl(typed)).toBe(url);
	});

	it.each(UNSAFE)('refuses %j', (typed, problem) => {
		expect(() => checkedBaseUrl(typed)).toThrow(InvalidValue);
		expect(() => checkedBaseUrl(typed)).toThrow(
			expect.objectContaining({
				field: 'Base URL',
				fix: 'Correct the Base URL in the credential.',
				message: expect.stringContaining(`Base URL in the credential ${problem}`) as string,
			}) as Error,
		);
	});

	it('never repeats what was typed: it may hold a password', () => {
		expect(() => checkedBaseUrl('https://me:pa55@api.vambe.me')).toThrow(/^(?!.*pa55)/);
	});
});
