import { addSingle } from '../single';

/** `POST /metadata-ingestion/v1/single-customer-metadata` */
export const addCustomerMetadata = addSingle('customer');
