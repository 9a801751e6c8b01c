import { addSingle } from '../single';

/** `POST /metadata-ingestion/v1/single-agent-metadata` */
export const addAgentMetadata = addSingle('agent');
