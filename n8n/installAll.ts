import { ensureN8n } from './install';
import { n8nVersions } from './versions';

/** Installs every n8n the tests need, at the same time: much of it is waiting for the network. */
async function main(): Promise<void> {
	const onProgress = (line: string) => console.error(line);
	await Promise.all(n8nVersions.map((version) => ensureN8n(version, { onProgress })));
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
