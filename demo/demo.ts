import { parseArgs } from 'node:util';
import { defaultN8nVersion, n8nVersions, parseN8nVersion } from '../n8n/versions';
import { formatOutcomes } from './outcome';
import { packPack } from '../release/packPack';
import { keysToPaste } from '../sandbox/keysToPaste';
import { runDemo, type RunningDemo } from './runDemo';

const USAGE = `Usage: npm run demo -- [--once] [--n8n ${n8nVersions.join('|')}]

Runs the example workflows in a real n8n against a local sandbox of both APIs.

  --once  stop after the table; without it the editor stays open until Ctrl-C
  --n8n   the n8n version to install and run (default ${defaultN8nVersion})`;

// Progress goes to stderr, so that what stdout gets is the same on every run.
const onProgress = (line: string) => console.error(line);

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			once: { type: 'boolean', default: false },
			n8n: { type: 'string', default: defaultN8nVersion },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const version = parseN8nVersion(values.n8n);
	const packTarball = await packPack(onProgress);
	const demo = await runDemo({ version, packTarball, onProgress });
	report(demo);
	if (values.once) await demo.stop();
	else invite(demo);
}

function report({ n8n, outcomes }: RunningDemo): void {
	const wrong = outcomes.filter((outcome) => outcome.problems.length > 0).length;
	console.log(`\nn8n ${n8n.version}\n\n${formatOutcomes(outcomes)}\n`);
	console.log(`${outcomes.length - wrong} of ${outcomes.length} workflows did what they should`);
	if (wrong > 0) process.exitCode = 1;
}

/** What the examples need is saved in this n8n; the keys are for whoever tries to enter a credential. */
function invite({ n8n, sandbox }: RunningDemo): void {
	console.log(`
Editor:   ${n8n.url}
E-mail:   ${n8n.owner.email}
Password: ${n8n.owner.password}
Sandbox:  ${sandbox.url}

To enter a credential of your own for the sandbox:

${keysToPaste(sandbox)}

Ctrl-C stops everything and removes this n8n's data.`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
