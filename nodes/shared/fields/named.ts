import type { INodeProperties } from 'n8n-workflow';

import { UnresolvedExpression } from '../values/invalidValue';

/**
 * What `read` yields. An expression that cannot be resolved is named as the editor names its field.
 *
 * @param properties the editor's properties of all fields that `read` reads.
 * @throws {InvalidValue}
 */
export function named<T>(properties: () => INodeProperties[], read: () => T): T {
	let problem: Error;
	try {
		return read();
	} catch (error) {
		const isUnresolved = error instanceof UnresolvedExpression;
		problem = isUnresolved ? error.named(displayNameOf(properties(), error)) : (error as Error);
	}
	throw problem;
}

/** The display name of a parameter, or of the field in a collection. */
function displayNameOf(
	properties: INodeProperties[],
	{ parameter, path: [inner] }: UnresolvedExpression,
): string {
	const property = properties.find(({ name }) => name === parameter);
	const options = property?.type === 'collection' ? (property.options ?? []) : [];
	const field = options.find(({ name }) => name === inner);
	const { displayName = parameter } = field && 'displayName' in field ? field : (property ?? {});
	return displayName;
}
