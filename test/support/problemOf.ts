import type { FieldSchema } from '../../nodes/shared/fields/fieldSchemas';

interface Problem {
	message: string;
	field?: string;
	fix?: string;
}

/** The first complaint of a schema about a value, with the field and the advice it carries. */
export function problemOf(schema: FieldSchema<unknown>, value: unknown): Problem | undefined {
	const issue = schema.safeParse(value).error?.issues[0];
	if (!issue) return undefined;
	const params = 'params' in issue ? (issue.params as Omit<Problem, 'message'>) : {};
	return { message: issue.message, ...params };
}
