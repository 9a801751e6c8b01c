import type { Handler } from '../../handlers';
import { TEAM_MEMBERS } from '../../seed';
import type { VambeStore } from '../store';

/** `GET /api/public/team-members/all` */
export const listTeamMembers: Handler<VambeStore> = () => ({ status: 200, body: TEAM_MEMBERS });
