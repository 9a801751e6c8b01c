/** The parts of an OpenAPI 3.0 document that the sandbox reads. */
export interface Document {
	paths: Record<string, Record<string, OperationObject>>;
	components: {
		securitySchemes: Record<string, { name: string }>;
		parameters?: Record<string, Parameter>;
		responses?: Record<string, ResponseObject>;
		schemas: Record<string, object>;
	};
}

export interface OperationObject {
	operationId: string;
	summary: string;
	parameters?: Array<Parameter | Reference>;
	requestBody?: { content: Record<string, MediaType> };
	responses: Record<string, ResponseObject | Reference>;
}

export interface Parameter {
	name: string;
	in: 'path' | 'query';
	required?: boolean;
	schema: object;
	example?: string | number | boolean;
}

export interface MediaType {
	schema: object;
	examples?: Record<string, { value: unknown }>;
}

export interface ResponseObject {
	content?: Record<string, MediaType>;
}

export interface Reference {
	$ref: string;
}
