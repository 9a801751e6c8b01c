import { onlineModules, type N8nVersion } from './versions';

/** Where one n8n process keeps its files and listens. */
export interface N8nPlace {
	/** n8n keeps its database, encryption key and community nodes in `.n8n` below this folder. */
	userFolder: string;
	/** Port of the editor and the REST API; on a worker, of its health check. */
	port: number;
	/** Port n8n's task runners connect to. */
	brokerPort: number;
}

/** What n8n may know of the environment it is started in; no N8N_ or DB_ variable of the user. */
const INHERITED = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'] as const;

/** Keeps n8n on loopback: no statistics, no news, no lists of packages, no licence calls. */
const OFFLINE = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
} as const;

/**
 * The environment of one n8n process.
 *
 * @param extra settings added last, such as the ones of queue mode (EXECUTIONS_MODE, QUEUE_*, DB_*)
 */
export function n8nEnvironment(
	version: N8nVersion,
	{ userFolder, port, brokerPort }: N8nPlace,
	extra: Record<string, string> = {},
): NodeJS.ProcessEnv {
	return {
		...Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])),
		...OFFLINE,
		N8N_DISABLED_MODULES: onlineModules(version),
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		QUEUE_HEALTH_CHECK_PORT: String(port),
		// The editor is served over plain http, on loopback only.
		N8N_SECURE_COOKIE: 'false',
		...extra,
	};
}
