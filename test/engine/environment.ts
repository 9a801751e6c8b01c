import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core writes its settings to the home folder and asks for a key unless it is told otherwise.
process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-nodes-vambe-asapp-test-'));
process.env.N8N_ENCRYPTION_KEY = 'for tests only, encrypts nothing';
// The engine writes every failed node to its log; here that is what most tests provoke.
process.env.N8N_LOG_LEVEL = 'silent';

/**
 * What n8n-core does: it starts an interval on first use and stops it only when the process exits. A
 * timer keeps all that it can reach, here the whole engine of a test file that has long ended: a worker
 * of Jest grew by 110 MB per file, until collecting garbage took most of its time.
 */
const started: NodeJS.Timeout[] = [];
const start = globalThis.setInterval;
globalThis.setInterval = ((...args: Parameters<typeof start>) => {
	const timer = start(...args);
	started.push(timer);
	return timer;
}) as typeof start;
afterAll(() => started.forEach((timer) => clearInterval(timer)));
