import { LoggerProxy } from 'n8n-workflow';

/** Has n8n's log go to a function for as long as a test file needs it; without one it goes nowhere. */
export function logTo(log: (...line: unknown[]) => void = () => undefined): void {
	LoggerProxy.init({ debug: log, info: log, warn: log, error: log });
}
