import { parseN8nVersion, runsOnNode } from '../../../n8n/versions';

describe('n8n versions', () => {
	it('knows which Node each one runs on', () => {
		expect(runsOnNode('2.41.1', '20.19.0')).toBe(false);
		expect(runsOnNode('2.41.1', '24.0.0')).toBe(true);
		expect(runsOnNode('2.4.8', '20.19.0')).toBe(true);
		expect(runsOnNode('2.4.8', '25.1.0')).toBe(false);
	});

	it('refuses a version it cannot install', () => {
		expect(() => parseN8nVersion('1.0.0')).toThrow('Unknown n8n version "1.0.0"');
	});
});
