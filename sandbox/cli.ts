import { parseArgs } from 'node:util';
import { startSandbox, type Sandbox, type SandboxAccess } from './index';
import { keysToPaste } from './keysToPaste';

const USAGE = `Usage: npm run sandbox -- [--port <number>] [--latency <ms>] [--json]

  --port     port on 127.0.0.1 (default: 4010)
  --latency  time before every answer, in milliseconds (default: 0)
  --json     for scripts: print one line of JSON, take any free port unless told otherwise,
             and stop when standard input ends
`;

const DEFAULT_PORT = 4010;

async function main(): Promise<void> {
	const { port, latency, json, help } = parseArgs({
		options: {
			port: { type: 'string' },
			latency: { type: 'string', default: '0' },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	}).values;
	if (help) {
		process.stdout.write(USAGE);
		return;
	}
	const sandbox = await startSandbox({
		port: port === undefined ? (json ? 0 : DEFAULT_PORT) : wholeNumber('--port', port),
		latencyMs: wholeNumber('--latency', latency),
	});
	process.stdout.write(json ? `${JSON.stringify(accessOf(sandbox))}\n` : introduction(sandbox));
	stopWhenTold(sandbox, json);
}

function wholeNumber(flag: string, text: string): number {
	if (!/^\d+$/.test(text)) throw new Error(`${flag} takes a whole number, not "${text}"`);
	return Number(text);
}

function accessOf({ url, vambe, asapp, openAi }: Sandbox): SandboxAccess {
	return { url, vambe, asapp, openAi };
}

function introduction(sandbox: Sandbox): string {
	const { url } = sandbox;
	return `The sandbox runs at ${url}. Paste this into n8n:

${keysToPaste(sandbox)}

What arrived:  ${url}/__sandbox/requests
What is kept:  ${url}/__sandbox/state

Ctrl-C stops it.
`;
}

/** A script that dies without a word closes our input; the sandbox must not outlive it. */
function stopWhenTold(sandbox: Sandbox, untilInputEnds: boolean): void {
	const stop = () => void sandbox.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	if (untilInputEnds) process.stdin.once('end', stop).once('error', stop).resume();
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
