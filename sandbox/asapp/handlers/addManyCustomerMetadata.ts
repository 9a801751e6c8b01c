import { addMany } from '../many';

/** `POST /metadata-ingestion/v1/many-customer-metadata` */
export const addManyCustomerMetadata = addMany('customer');
