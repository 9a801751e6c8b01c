// n8n-core asks for a key unless it is told one. (Its folder: test/support/tidyEnvironment.js.)
process.env.N8N_ENCRYPTION_KEY = 'for tests only, encrypts nothing';
// The engine writes every failed node to its log; here that is what most tests provoke.
process.env.N8N_LOG_LEVEL = 'silent';
