import { InvalidValue } from '../../nodes/shared/values/invalidValue';

interface Problem {
	message: string;
	field: string;
	fix: string;
}

/**
 * The complaint about a value, with the field and the advice it carries; undefined when there is none.
 *
 * @throws whatever `read` threw that is no complaint.
 */
export function problemOf(read: () => unknown): Problem | undefined {
	try {
		read();
		return undefined;
	} catch (error) {
		if (!(error instanceof InvalidValue)) throw error;
		return { message: error.message, field: error.field, fix: error.fix };
	}
}
