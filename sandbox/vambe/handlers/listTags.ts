import type { Handler } from '../../handlers';
import type { VambeStore } from '../store';

/** `GET /api/public/tags` */
export const listTags: Handler<VambeStore> = (store) => ({ status: 200, body: store.tags.all() });
