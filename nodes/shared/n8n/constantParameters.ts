import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n evaluates a text that begins with an equals sign, at any depth of a parameter. */
const EXPRESSION = '"=';

/**
 * The context for reading many items: parameters without an expression are the same for all of them,
 * so that n8n resolves and validates each only once. What it returns is shared and must not be changed.
 * Takes names of whole parameters, not paths into them.
 */
export function readingConstantsOnce(context: IExecuteFunctions): IExecuteFunctions {
	const { parameters } = context.getNode();
	const constants = new Map<string, unknown>();
	const varying = new Set<string>();
	const getNodeParameter = (name: string, itemIndex: number, fallback?: unknown): unknown => {
		if (constants.has(name)) return constants.get(name);
		const value: unknown = context.getNodeParameter(name, itemIndex, fallback);
		if (varying.has(name)) return value;
		const written = JSON.stringify(parameters[name]) ?? '';
		if (written.includes(EXPRESSION)) varying.add(name);
		else constants.set(name, value);
		return value;
	};
	return Object.create(context, {
		getNodeParameter: { value: getNodeParameter },
	}) as typeof context;
}
