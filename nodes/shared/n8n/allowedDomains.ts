import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InvalidValue } from '../values/invalidValue';

/** Where the keys of a credential go when nobody restricted or widened that. */
export interface OwnHosts {
	/** Default of the setting: the hosts of the service, separated by commas. */
	domains: string;
	/** The base URL of the credential, as it was typed. */
	baseUrl: string;
}

/**
 * Checks n8n's own setting "Allowed HTTP Request Domains", which every credential has. With "Specific
 * Domains" the keys go to these hosts only, whatever the base URL says; while the list is the default, the
 * base URL of the credential is allowed beside it. "None" is about n8n's HTTP Request and GraphQL nodes
 * and does not concern the node a credential belongs to.
 *
 * What n8n does: it applies the list to the first request of its own nodes only. n8n-workflow has a
 * function for it, but with other arguments in 2.4 than in 2.38. Noticed by:
 * test/unit/shared/n8n/allowedDomains and test/e2e/behaviour. Delete when 2.4 is no longer supported and
 * n8n applies the list in its helper.
 *
 * @param url where a request is to go.
 * @throws {InvalidValue} when its host is not in the list.
 */
export function checkAllowedDomains(
	credentials: ICredentialDataDecryptedObject,
	url: string,
	own: OwnHosts,
): void {
	if (credentials.allowedHttpRequestDomains !== 'domains') return;
	const { hostname } = new URL(url);
	const listed = credentials.allowedDomains;
	const list = typeof listed === 'string' ? listed.trim() : '';
	if (list === own.domains && hostOf(own.baseUrl) === hostname) return;
	const domains = list.split(',').map(normalised);
	if (domains.some((domain) => isCovered(normalised(hostname), domain))) return;
	throw new InvalidValue(
		'Allowed Domains',
		`The Allowed Domains of the credential do not include ${hostname}`,
		'Add this host to the Allowed Domains in the credential, or correct its Base URL.',
	);
}

function hostOf(url: string): string | undefined {
	return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/** A trailing dot names the same host. */
function normalised(host: string): string {
	return host.trim().toLowerCase().replace(/\.$/, '');
}

/** As n8n reads its list: `*.example.com` covers the hosts below example.com, but not itself. */
function isCovered(host: string, domain: string): boolean {
	return domain.startsWith('*.') ? host.endsWith(domain.slice(1)) : host === domain;
}
