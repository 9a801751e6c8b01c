/** A file that ships to users, or that its readers follow. */
export interface ProjectFile {
	/** Path in the project, with slashes. */
	path: string;
	text: string;
}

/** Something that nobody has decided yet. */
export interface Placeholder {
	path: string;
	/** Counted from 1; the line in question. */
	line: number;
	found: string;
	/** What to put there. */
	wanted: string;
}

interface Rule {
	/** Which files it looks at; all by default. */
	file?: RegExp;
	pattern: RegExp;
	wanted: string;
}

const RULES: readonly Rule[] = [
	{
		// The pack's own name as the owner: taken until somebody says where the repository lives.
		pattern: /github\.com\/n8n-nodes-vambe-asapp\/[\w.-]+/,
		wanted: 'the address of the public repository',
	},
	{
		file: /^package\.json$/,
		pattern: /"name": ".*contributors"/,
		wanted: 'the person or company that publishes',
	},
	{
		file: /^package\.json$/,
		pattern: /"email": ".*@example\.\w+"/,
		wanted: 'an e-mail address somebody reads; n8n asks for one',
	},
	{
		file: /^CHANGELOG\.md$/,
		pattern: /^## \[.+\] - unreleased/i,
		wanted: 'the date of the release',
	},
];

/** Everything that must be set before a first publication, in the order of files and lines. */
export function findPlaceholders(files: readonly ProjectFile[]): Placeholder[] {
	return files.flatMap(({ path, text }) =>
		text.split('\n').flatMap((content, index) =>
			RULES.flatMap(({ file, pattern, wanted }) => {
				const [found] = (file?.test(path) ?? true) ? (pattern.exec(content) ?? []) : [];
				return found ? [{ path, line: index + 1, found, wanted }] : [];
			}),
		),
	);
}

/**
 * Whether the changelog says what is in a version.
 *
 * @param version as in package.json, such as `0.1.0`
 */
export function changelogHas(version: string, changelog: string): boolean {
	return changelog.split('\n').some((line) => line.startsWith(`## [${version}]`));
}
