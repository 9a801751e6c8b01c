import { onOneLine } from './text';

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

/** A parameter whose expression cannot be resolved; the name that the editor shows is not known yet. */
export class UnresolvedExpression extends InvalidValue {
	/**
	 * @param error n8n's.
	 * @param parameter name of the parameter in the node.
	 * @param path keys that lead to the expression in it, where it is more than a text.
	 */
	constructor(
		private readonly error: Error,
		readonly parameter: string,
		readonly path: readonly string[] = [],
	) {
		super(parameter, `${parameter} cannot be read: ${onOneLine(error.message)}`, CORRECT);
	}

	/** The same with the name that the editor shows. */
	named(displayName: string): InvalidValue {
		const problem = `${displayName} cannot be read: ${onOneLine(this.error.message)}`;
		return new InvalidValue(displayName, problem, CORRECT);
	}
}

const CORRECT = 'Correct the expression of the field, or the data it refers to.';

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
