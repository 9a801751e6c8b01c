/** A value from the editor that cannot be sent: which field, what is wrong, and how to mend it. */
export class InvalidValue extends Error {
	/**
	 * @param field display name of the field, as the user sees it in the editor.
	 * @param problem names the field and says what is wrong, without a full stop.
	 * @param fix a sentence that says what to do.
	 */
	constructor(
		readonly field: string,
		problem: string,
		readonly fix: string,
	) {
		super(problem);
	}
}

/**
 * What `read` returns. An error that is no {@link InvalidValue} yet becomes one.
 *
 * @throws {InvalidValue}
 */
export function explained<T>(read: () => T, explain: (error: Error) => InvalidValue): T {
	let problem: InvalidValue;
	try {
		return read();
	} catch (error) {
		problem = error instanceof InvalidValue ? error : explain(error as Error);
	}
	throw problem;
}
