import { addMany } from '../many';

/** `POST /metadata-ingestion/v1/many-agent-metadata` */
export const addManyAgentMetadata = addMany('agent');
