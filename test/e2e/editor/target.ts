import type { NewCredential } from '../../../demo/n8n/client';
import type { RunningN8n } from '../../../demo/n8n/start';
import type { CredentialReference } from '../../../demo/n8n/workflow';
import type { Sandbox } from '../../../sandbox';

/** What the editor's checks look at. */
export interface EditorTarget {
	n8n: Pick<RunningN8n, 'version' | 'url' | 'owner' | 'client'>;
	sandbox: Sandbox;
	/** What is saved in n8n, with the sandbox's keys. */
	credentials: ReadonlyArray<{ reference: CredentialReference; credential: NewCredential }>;
}
