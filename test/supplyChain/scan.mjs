import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

/**
 * Runs n8n's own scanner on a folder and prints its verdict as JSON. A program of its own, because
 * one of the scanner's plugins judges differently inside a test runner.
 *
 * Usage: node scan.mjs sources|built <folder>
 */
const patterns = {
	sources: SOURCE_FILE_PATTERNS,
	// What the scanner looks at in a published tarball.
	built: ['**/*.js', 'package.json'],
};

const [part, folder] = process.argv.slice(2);
const { passed, message, details } = await analyzePackage(folder, patterns[part]);
process.stdout.write(JSON.stringify({ passed, message, details }));
