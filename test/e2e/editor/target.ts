import type { RunningN8n } from '../../../n8n/start';
import type { SavedCredential } from '../../../demo/runDemo';
import type { CredentialReference } from '../../../n8n/workflow';
import type { Sandbox } from '../../../sandbox';

/** What the editor's checks look at. */
export interface EditorTarget {
	n8n: Pick<RunningN8n, 'version' | 'url' | 'owner' | 'client'>;
	sandbox: Sandbox;
	/** What is saved in n8n, with the sandbox's keys. */
	credentials: readonly SavedCredential[];
}

/** Where a node finds what is saved in n8n, by the credential's type. */
export type References = ReadonlyMap<string, CredentialReference>;
