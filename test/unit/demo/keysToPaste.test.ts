import { keysToPaste } from '../../../sandbox/keysToPaste';

it('holds every value that the credentials of n8n ask for', () => {
	const access = {
		url: 'http://127.0.0.1:1',
		vambe: { baseUrl: 'http://127.0.0.1:1/vambe', apiKey: 'vambe-key' },
		asapp: { baseUrl: 'http://127.0.0.1:1/asapp', apiId: 'asapp-id', apiSecret: 'asapp-secret' },
		openAi: { baseUrl: 'http://127.0.0.1:1/openai' },
	};
	const shown = keysToPaste(access);
	for (const [, service] of Object.entries(access).slice(1)) {
		for (const value of Object.values(service)) expect(shown).toContain(value);
	}
	expect(shown).toMatch(/Environment +Custom/);
});
