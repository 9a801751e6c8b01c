import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Longest run of one command (ms); installing Debian packages over a slow line is the longest. */
const TIMEOUT_MS = 300_000;

/**
 * Runs a command to its end and returns what it wrote to stdout.
 *
 * @throws when it cannot be started, takes too long, or ends with an error; the message holds its
 * stderr
 */
export async function commandOutput(
	[program = '', ...args]: readonly string[],
	env: Record<string, string> = {},
	cwd?: string,
): Promise<string> {
	const { stdout } = await run(program, args, {
		cwd,
		env: { PATH: process.env.PATH, ...env },
		timeout: TIMEOUT_MS,
		maxBuffer: 16 * 1024 * 1024,
	});
	return stdout;
}
