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

/** The pack's own name as the owner: taken until somebody says where the repository lives. */
const OWNER = /github\.com\/n8n-nodes-vambe-asapp\/[\w.-]+/;

const CREDENTIALS = /^credentials\//;

/** The first rule that fits a line says what is to be set there. */
const RULES: readonly Rule[] = [
	{
		file: CREDENTIALS,
		pattern: OWNER,
		wanted:
			'the address of the public repository. As documentationUrl it is linked beside the fields ' +
			'where keys are typed, and anybody can register this owner',
	},
	{ pattern: OWNER, wanted: 'the address of the public repository' },
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
			}).slice(0, 1),
		),
	);
}

/** What is unsafe about handing files out whose addresses nobody owns; undefined when nothing is. */
export function addressProblem(files: readonly ProjectFile[]): string | undefined {
	const pointing = files.flatMap(({ path, text }) =>
		text
			.split('\n')
			.filter((line) => OWNER.test(line))
			.map(() => path),
	);
	if (pointing.length === 0) return undefined;
	const besideKeys = pointing.filter((path) => CREDENTIALS.test(path)).length;
	return (
		`${pointing.length} lines point at a repository whose owner anybody can register on GitHub, ` +
		`${besideKeys} of them as documentationUrl, which n8n links beside the fields where keys are typed. ` +
		'`npm run check:publish` lists them.'
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
