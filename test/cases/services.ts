/** The nodes whose operations have cases; also the first folder below test/cases. */
export type NodeName = 'vambe' | 'asapp';

/** What the tests must know of a service, whatever the operation. */
export interface ServiceFacts {
	/** How messages call it. */
	displayName: string;
	/** File in sandbox/contracts. */
	contract: string;
	/** Headers of a request, as the sandbox shows them: keys are hidden. */
	headers: Record<string, string>;
	/** Folder of the node below nodes/. */
	folder: string;
	/** Default of Requests per Second; 0 for none. */
	requestsPerSecond: number;
	/**
	 * The operation that stands for the service where a test is about the connection, the credential or
	 * the account, and every other operation would do as well.
	 */
	representative: string;
	/** Whether it documents errors inside a successful answer. */
	refusesInSuccess: boolean;
	/** The body of a refusal that says this. */
	errorBody(status: number, message: string): unknown;
	/** What `errorBody` says beside its message, as an item's details hold it. */
	errorDetails(status: number): { code?: string; requestId?: string };
}

const REQUEST_ID = '8e033668-9f1a-11ec-b909-0242ac120002';
const JSON_TYPE = { 'content-type': 'application/json' };

export const SERVICES: Record<NodeName, ServiceFacts> = {
	vambe: {
		displayName: 'Vambe AI',
		contract: 'vambe.openapi.yaml',
		headers: { 'x-api-key': '***', ...JSON_TYPE },
		folder: 'Vambe',
		requestsPerSecond: 0,
		representative: 'vambe/customer/upsert',
		refusesInSuccess: false,
		errorBody: (statusCode, message) => ({ statusCode, message }),
		errorDetails: () => ({}),
	},
	asapp: {
		displayName: 'ASAPP',
		contract: 'asapp.openapi.yaml',
		headers: { 'asapp-api-id': '***', 'asapp-api-secret': '***', ...JSON_TYPE },
		folder: 'Asapp',
		requestsPerSecond: 100,
		representative: 'asapp/customer/addMetadata',
		refusesInSuccess: true,
		errorBody: (status, message) => ({
			error: { code: `${status}-01`, message, requestId: REQUEST_ID },
		}),
		errorDetails: (status) => ({ code: `${status}-01`, requestId: REQUEST_ID }),
	},
};

export const NODE_NAMES = Object.keys(SERVICES) as NodeName[];
