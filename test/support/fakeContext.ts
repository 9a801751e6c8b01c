import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

export const node: INode = {
	id: 'node-1',
	name: 'Test',
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** This many input items. */
export function inputs(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, (_, index) => ({ json: { input: index } }));
}

export interface FakeRun {
	/** Parameters of each item; the last is repeated. */
	parameters: IDataObject[];
	items?: IDataObject[];
	node?: Partial<INode>;
	/** An error is what n8n throws in place of the credential. */
	credentials?: IDataObject | Error;
	continueOnFail?: boolean;
	cancelSignal?: AbortSignal;
	httpRequest?: (options: { url: string; body: IDataObject }) => unknown;
	/** Where hints above the output go; without it, n8n has none. */
	hints?: unknown[];
}

/** As much of n8n's execution context as the shared code uses. */
export function fakeContext(run: FakeRun): IExecuteFunctions {
	const items: INodeExecutionData[] = (run.items ?? run.parameters).map((json) => ({ json }));
	const parametersOf = (index: number): IDataObject =>
		run.parameters[index] ?? run.parameters.at(-1) ?? {};
	const context = {
		getInputData: () => items,
		getNode: () => ({ ...node, parameters: expressions(run.parameters), ...run.node }),
		getExecutionId: () => '42',
		getInstanceId: () => 'instance',
		getTimezone: () => 'UTC',
		logger: { info: () => undefined, debug: () => undefined },
		getWorkflow: () => ({ id: 'workflow' }),
		evaluateExpression: () => 0,
		getNodeParameter: (name: string, index: number, fallback: unknown) =>
			name in parametersOf(index) ? parametersOf(index)[name] : fallback,
		getCredentials: async () => {
			if (run.credentials instanceof Error) throw run.credentials;
			return run.credentials ?? { apiKey: 'sk-secret' };
		},
		continueOnFail: () => run.continueOnFail ?? false,
		getExecutionCancelSignal: () => run.cancelSignal,
		helpers: {
			httpRequestWithAuthentication: async (
				_type: string,
				options: { url: string; body: IDataObject },
			) => ({ statusCode: 200, headers: {}, body: (await run.httpRequest?.(options)) ?? {} }),
		},
		...(run.hints && { addExecutionHints: (hint: unknown) => run.hints?.push(hint) }),
	};
	return context as unknown as IExecuteFunctions;
}

/** Every parameter as an expression: it may differ from item to item. */
function expressions(parameters: IDataObject[]): IDataObject {
	const names = parameters.flatMap((each) => Object.keys(each));
	return Object.fromEntries(names.map((name) => [name, '={{ $json }}']));
}
