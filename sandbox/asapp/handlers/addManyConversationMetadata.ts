import { addMany } from '../many';

/** `POST /metadata-ingestion/v1/many-convo-metadata` */
export const addManyConversationMetadata = addMany('conversation');
