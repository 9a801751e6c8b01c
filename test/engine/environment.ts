import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core writes its settings to the home folder and asks for a key unless it is told otherwise.
process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-nodes-vambe-asapp-test-'));
process.env.N8N_ENCRYPTION_KEY = 'for tests only, encrypts nothing';
// The engine writes every failed node to its log; here that is what most tests provoke.
process.env.N8N_LOG_LEVEL = 'silent';
