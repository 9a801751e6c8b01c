import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** The folder of the example for queue mode. */
export const composeFolder = path.resolve(__dirname, '../../examples/queue-mode');

export interface ComposeService {
	image: string;
	build?: { context: string; dockerfile: string; args: Record<string, string> };
	pull_policy?: string;
	command?: string | string[];
	environment: Record<string, string | number>;
	ports?: string[];
	networks?: string[];
	mem_limit?: string;
	healthcheck?: { test: string[] };
	depends_on?: string[] | Record<string, { condition: string }>;
	volumes?: string[];
}

export interface ComposeProject {
	services: Record<string, ComposeService>;
	networks?: Record<string, { internal?: boolean } | null>;
	volumes?: Record<string, unknown>;
}

/**
 * What Docker Compose makes of files of the example, for what they use of it: variables are filled in
 * file by file, then each file is laid over the ones before it.
 *
 * @param values variables, as `.env` has them
 * @throws when a variable is missing that a file demands, also one a later file would replace
 */
export function composeProject(
	files: readonly string[],
	values: Record<string, string>,
): ComposeProject {
	const merged = files
		.map((file) => parse(composeText(file), { merge: true }) as unknown)
		.map((content) => filledIn(content, values))
		.reduce(laidOver);
	return merged as ComposeProject;
}

export function composeText(file: string): string {
	return readFileSync(path.join(composeFolder, file), 'utf8');
}

function filledIn(content: unknown, values: Record<string, string>): unknown {
	if (typeof content === 'string') return textFilledIn(content, values);
	if (Array.isArray(content)) return content.map((entry) => filledIn(entry, values));
	if (!isMap(content)) return content;
	return Object.fromEntries(
		Object.entries(content).map(([name, value]) => [name, filledIn(value, values)]),
	);
}

function textFilledIn(text: string, values: Record<string, string>): string {
	return text.replace(
		/\$\{(\w+)(?::([-?])([^}]*))?\}/g,
		(_match, name: string, sign: string | undefined, rest = '') => {
			const value = values[name] ?? '';
			if (value === '' && sign === '?') throw new Error(`${name}: ${String(rest)}`);
			return value === '' && sign === '-' ? String(rest) : value;
		},
	);
}

/** Maps are merged and lists joined; anything else is replaced. */
function laidOver(below: unknown, above: unknown): unknown {
	if (Array.isArray(below) && Array.isArray(above)) return below.concat(above) as unknown[];
	if (!isMap(below) || !isMap(above)) return above;
	const merged = { ...below };
	for (const [name, value] of Object.entries(above)) {
		merged[name] = name in below ? laidOver(below[name], value) : value;
	}
	return merged;
}

function isMap(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a file of settings says: its lines that are no comment. */
export function settingsIn(text: string): Record<string, string> {
	return Object.fromEntries(
		text
			.split('\n')
			.filter((line) => /^\w/.test(line))
			.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
	);
}

/** What .env has to give. */
export const SECRETS = [
	'N8N_ENCRYPTION_KEY',
	'N8N_DB_PASSWORD',
	'POSTGRES_PASSWORD',
	'REDIS_PASSWORD',
	'RUNNERS_AUTH_TOKEN',
] as const;

/** The services that are n8n. */
export const N8N = ['main', 'worker-1', 'worker-2'] as const;

export const BASE = 'docker-compose.yml';
export const FROM_REGISTRY = [BASE, 'from-registry.yml'];

/** `.env` as the example gives it. */
export const envExample = settingsIn(composeText('.env.example'));

/** `.env` with its secrets filled in. */
export const settings: Readonly<Record<string, string>> = {
	...envExample,
	...Object.fromEntries(SECRETS.map((secret) => [secret, `value of ${secret}`])),
};

export const CHECKSUM = { PACK_CHECKSUM: 'sha512-AB+/cd==' };

/** The files that can be used together. */
export const WAYS = {
	'without the pack': composeProject([BASE], settings),
	'own image': composeProject(envExample.COMPOSE_FILE?.split(':') ?? [], settings),
	'from a registry': composeProject(FROM_REGISTRY, { ...settings, ...CHECKSUM }),
};

/** @throws when there is no such service */
export function composeService(
	name: string,
	project: ComposeProject = WAYS['without the pack'],
): ComposeService {
	const found = project.services[name];
	if (!found) throw new Error(`No service "${name}"`);
	return found;
}
