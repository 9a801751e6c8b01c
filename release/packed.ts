import { createHash } from 'node:crypto';

/** A tarball of `npm pack`, and what must be known to check it. */
export interface Packed {
	name: string;
	version: string;
	/** File name of the tarball, without its folder. */
	file: string;
	/** See {@link checksumOf}. */
	checksum: string;
}

/**
 * The checksum of a tarball in the form n8n's `checksum` wants: n8n compares it with `dist.integrity`
 * of the registry, which is the SHA-512 in base64 behind the name of the algorithm.
 */
export function checksumOf(tarball: Buffer): string {
	return `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
}

/** Value of `N8N_COMMUNITY_PACKAGES` for exactly this tarball, also where packages are locked down. */
export function communityPackages({ name, version, checksum }: Packed): string {
	return JSON.stringify([{ name, version, checksum }]);
}

/**
 * What `npm run pack` prints.
 *
 * @param unsafe what is not safe about the tarball yet, a sentence or two each
 */
export function report(packed: Packed, unsafe: readonly string[]): string {
	const warnings = unsafe.length === 0 ? '' : `\n\nNot safe yet:\n${bulletList(unsafe)}`;
	return `Tarball:   ${packed.file}
Checksum:  ${packed.checksum}

For an instance that takes only packages with a checksum, once this tarball is published:
N8N_COMMUNITY_PACKAGES='${communityPackages(packed)}'${warnings}`;
}

function bulletList(entries: readonly string[]): string {
	return entries.map((entry) => `- ${entry}`).join('\n');
}

/** The part of the release notes that says how to check what is installed. */
export function releaseNotes(packed: Packed): string {
	return `## Checksum

\`${packed.file}\`:

\`\`\`
${packed.checksum}
\`\`\`

On an n8n that takes only packages with a checksum (\`N8N_UNVERIFIED_PACKAGES_ENABLED=false\`, the default
of n8n 3):

\`\`\`
N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV=true
N8N_COMMUNITY_PACKAGES=${communityPackages(packed)}
\`\`\`
`;
}
