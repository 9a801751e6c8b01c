/** Counts and prints what passed and what failed; a failed check does not stop the next one. */
export class Checks {
	passed = 0;
	failed = 0;
	secondAttempts = 0;

	/** Records one check. @param detail printed when it failed */
	check(name: string, ok: boolean, detail = ''): void {
		if (ok) this.passed += 1;
		else this.failed += 1;
		console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name}${ok || !detail ? '' : `: ${detail}`}`);
	}

	/** Runs a step that holds checks of its own; the step itself passes unless it throws. */
	async run(name: string, step: () => Promise<void>): Promise<void> {
		try {
			await step();
			this.check(name, true);
		} catch (error) {
			this.check(name, false, messageOf(error));
		}
	}

	/** Says that a step failed and is tried a second time. */
	repeated(name: string, error: unknown): void {
		this.secondAttempts += 1;
		console.log(`AGAIN ${name}: ${messageOf(error)}`);
	}

	/** The closing line. */
	summary(): string {
		const again = this.secondAttempts > 0 ? `, ${this.secondAttempts} tried twice` : '';
		return `${this.passed} passed, ${this.failed} failed${again}`;
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
