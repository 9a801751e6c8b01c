/** Where ASAPP's environments are; keys are valid in one of them only. */
export const ASAPP_HOSTS = {
	production: 'https://api.asapp.com',
	sandbox: 'https://api.sandbox.asapp.com',
} as const;
