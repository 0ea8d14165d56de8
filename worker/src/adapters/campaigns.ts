import type { Env } from '../config.ts';
import type { Campaign } from '../domain/campaigns/enrolment.ts';
import type { Who } from '../domain/ports.ts';

/** How long a board's answer serves. */
const FRESH_MS = 3_000;
/** How long the opening of a session waits for the board; later it is opened without campaigns. */
const WAIT_MS = 250;
/** More operators than there are would be somebody's guesses. */
const MAX_OPERATORS = 2_000;

interface Known {
  readonly campaigns: readonly Campaign[];
  readonly readAtMs: number;
}
/** What this isolate has read, by operator: values only, because a read under way belongs to the request that began it. */
const boards = new Map<string, Known>();

type Bindings = Pick<Env, 'CAMPAIGN' | 'CAMPAIGN_BOARD'>;

async function readBoard(env: Bindings, operatorId: string, nowMs: number): Promise<readonly Campaign[]> {
  const campaigns = await env.CAMPAIGN_BOARD.getByName(operatorId).running();
  const known = boards.get(operatorId);
  if (boards.size >= MAX_OPERATORS) boards.clear();
  if (!known || known.readAtMs <= nowMs) boards.set(operatorId, { campaigns, readAtMs: nowMs });
  return campaigns;
}

async function within<T>(work: Promise<T>, ms: number, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The campaigns that take players of an operator's sessions, at most {@link FRESH_MS} old. Where there were none nothing
 * waits to learn that there still are none; a board that does not answer has none. Never throws.
 */
export function campaignsOf(env: Bindings, operatorId: string, nowMs: number): Promise<readonly Campaign[]> {
  const known = boards.get(operatorId);
  if (known && nowMs - known.readAtMs < FRESH_MS) return Promise.resolve(known.campaigns);
  const reading = readBoard(env, operatorId, nowMs).catch((): readonly Campaign[] => []);
  return known?.campaigns.length === 0 ? Promise.resolve(known.campaigns) : within(reading, WAIT_MS, []);
}

/** Asks a campaign to take a player of its sessions on its list. */
export const admitTo =
  (env: Bindings) =>
  async ({ operatorId, playerId }: Who, campaignId: string): Promise<boolean> =>
    env.CAMPAIGN.getByName(`${operatorId}/${campaignId}`).admit(playerId);
