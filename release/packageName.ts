import { execFile } from 'node:child_process';

/** What package.json says of the package. */
export interface Manifest {
	name: string;
	version: string;
	repository: { url: string };
}

/** Who has a package's name on npm, as far as can be known here. */
export type NameOwner =
	| { is: 'us' }
	| { is: 'nobody' }
	| { is: 'somebody else'; repository: string }
	| { is: 'unknown'; reason: string };

/** Longest wait for the registry (ms). */
const TIMEOUT_MS = 15_000;

/**
 * Asks the registry who has a package's name. A package counts as ours when it names our repository.
 *
 * @param registry address to ask instead of the one npm is set to
 */
export async function ownerOfName(
	{ name, repository }: Manifest,
	registry?: string,
): Promise<NameOwner> {
	const { error, data } = await npmView(name, registry);
	if (error) {
		return error.code === 'E404' ? { is: 'nobody' } : { is: 'unknown', reason: error.summary };
	}
	const theirs = typeof data === 'string' ? data : '';
	return bare(theirs) === bare(repository.url)
		? { is: 'us' }
		: { is: 'somebody else', repository: theirs };
}

/** What is unsafe about the name, and what to do; undefined when nothing is. */
export function nameProblem(name: string, owner: NameOwner): string | undefined {
	switch (owner.is) {
		case 'us':
			return undefined;
		case 'nobody':
			return (
				`Nobody has registered ${name} on npm. Whoever does decides what n8n installs by that name: ` +
				'install the tarball only, and register the name (CONTRIBUTING, "The first publication").'
			);
		case 'somebody else':
			return (
				`${name} on npm names another repository (${owner.repository || 'none'}): ` +
				'whoever installs by name gets their code. Take another name, or set "repository".'
			);
		case 'unknown':
			return `npm could not be asked who has the name ${name}: ${owner.reason}`;
	}
}

interface Answer {
	error?: { code: string; summary: string };
	data?: unknown;
}

/** What npm says when it says nothing: it is not there, or took too long. */
const NO_ANSWER: Answer = { error: { code: 'ENOANSWER', summary: 'npm gave no readable answer' } };

/** The field `repository.url` of the newest version; npm answers errors as JSON, too. */
function npmView(name: string, registry: string | undefined): Promise<Answer> {
	const args = ['view', name, 'repository.url', '--json', '--fetch-retries=0'];
	if (registry) args.push(`--registry=${registry}`);
	const options = { timeout: TIMEOUT_MS, shell: process.platform === 'win32' };
	return new Promise((resolve) => {
		execFile('npm', args, options, (failure, stdout) => resolve(readAnswer(failure, stdout)));
	});
}

function readAnswer(failure: Error | null, stdout: string): Answer {
	try {
		const answer: unknown = stdout.trim() === '' ? undefined : JSON.parse(stdout);
		if (!failure) return { data: answer };
		return (answer as Answer | undefined)?.error ? (answer as Answer) : NO_ANSWER;
	} catch {
		return NO_ANSWER;
	}
}

/** An address of a repository without what npm adds to it. */
function bare(url: string): string {
	return url.replace(/^git\+/, '').replace(/\.git$/, '');
}
