import { addSingle } from '../single';

/** `POST /metadata-ingestion/v1/single-convo-metadata` */
export const addConversationMetadata = addSingle('conversation');
