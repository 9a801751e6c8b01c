import type { SandboxAccess } from './index';

/**
 * What a person enters into the credentials of n8n to use a sandbox. Its keys are shown on purpose: they are
 * random, live as long as its process, and open nothing else.
 */
export function keysToPaste({ vambe, asapp, openAi }: SandboxAccess): string {
	return `  Vambe credential     Base URL     ${vambe.baseUrl}
                       API Key      ${vambe.apiKey}

  ASAPP credential     Environment  Custom
                       Base URL     ${asapp.baseUrl}
                       API ID       ${asapp.apiId}
                       API Secret   ${asapp.apiSecret}

  OpenAI credential    Base URL     ${openAi.baseUrl}   (any key)`;
}
