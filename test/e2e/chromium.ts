import { chromium, type Browser } from 'playwright-core';
import { onShutdown } from '../../n8n/shutdown';

/** Debian's Chromium; another one can be named in CHROMIUM_PATH. */
const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Keeps the browser from asking anything of its maker's servers. */
const OFFLINE = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-quic',
	'--no-first-run',
];

/**
 * Starts a Chromium without a window. It ends with this process, too.
 *
 * @throws when there is no Chromium at `CHROMIUM_PATH` or `/usr/bin/chromium`
 */
export async function startChromium(): Promise<Browser> {
	const browser = await chromium.launch({
		executablePath: EXECUTABLE,
		// The sandbox of Chromium needs a user that containers do not have.
		args: ['--no-sandbox', '--disable-gpu', ...OFFLINE],
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	const forgetShutdown = onShutdown(() => browser.close());
	browser.on('disconnected', forgetShutdown);
	return browser;
}
