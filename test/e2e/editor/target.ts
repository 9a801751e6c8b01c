import type { RunningN8n } from '../../../n8n/start';
import type { SavedCredential } from '../../../demo/runDemo';
import type { Sandbox } from '../../../sandbox';

/** What the editor's checks look at. */
export interface EditorTarget {
	n8n: Pick<RunningN8n, 'version' | 'url' | 'owner' | 'client'>;
	sandbox: Sandbox;
	/** What is saved in n8n, with the sandbox's keys. */
	credentials: readonly SavedCredential[];
}
