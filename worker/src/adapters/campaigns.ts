import type { Env } from '../config.ts';
import type { Campaign } from '../domain/campaigns/enrolment.ts';
import type { Who } from '../domain/ports.ts';
import { BoardMemory } from './board-memory.ts';

/** How long a board's answer serves. */
const FRESH_MS = 3_000;
/** How long the opening of a session waits for the board; later it is opened without campaigns. */
const WAIT_MS = 250;
const boards = new BoardMemory<Campaign>(FRESH_MS, WAIT_MS);

type Bindings = Pick<Env, 'CAMPAIGN' | 'CAMPAIGN_BOARD'>;

/**
 * The campaigns that take players of an operator's sessions, at most {@link FRESH_MS} old. A board that does not answer has
 * none. Never throws.
 */
export const campaignsOf = (env: Bindings, operatorId: string, nowMs: number): Promise<readonly Campaign[]> =>
  boards
    .read(operatorId, nowMs, async () => env.CAMPAIGN_BOARD.getByName(operatorId).running())
    .catch(() => []);

/** Asks a campaign to take a player of its sessions on its list. */
export const admitTo =
  (env: Bindings) =>
  async ({ operatorId, playerId }: Who, campaignId: string): Promise<boolean> =>
    env.CAMPAIGN.getByName(`${operatorId}/${campaignId}`).admit(playerId);
