import type { Handler } from '../../handlers';
import { PIPELINES } from '../../seed';
import type { VambeStore } from '../store';

/** `GET /api/public/pipeline` */
export const listPipelines: Handler<VambeStore> = () => ({ status: 200, body: PIPELINES });
