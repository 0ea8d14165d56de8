import type { CampaignRefusal } from '@roundgate/contract';
import type { Campaign, Placed } from '../domain/campaigns/enrolment.ts';
import type { Who } from '../domain/ports.ts';
import type { Log } from './round-runner.ts';

/** How many players are asked at once. */
const AT_ONCE = 10;
/** How long one alarm goes on; what is left is taken up by the next. */
const DRIVE_BUDGET_MS = 20_000;
const BACKOFF_MS = { first: 1_000, most: 300_000 };

/** A player who is due, as the campaign's list holds it. */
export interface DuePlayer {
  readonly seq: number;
  readonly playerId: string;
  readonly attempts: number;
}

/** How the campaign stands now: whether places are given, and else whether what was not played is taken back. */
export interface Standing {
  readonly operatorId: string;
  readonly campaign: Campaign;
  readonly isGiving: boolean;
  readonly cancelUnplayed: boolean;
}

/** What the driving of a campaign's list stands on. The list's methods are synchronous. */
export interface DriveTools {
  readonly standing: () => Standing | undefined;
  readonly due: (nowMs: number, limit: number) => readonly DuePlayer[];
  /** Notes that a player's object is asked now, and when again if no answer comes. */
  readonly asked: (seq: number, againAtMs: number) => void;
  readonly settle: (
    seq: number,
    attempt: number,
    placed: Placed,
    withdrawn: boolean,
    dueAtMs: number | null,
  ) => void;
  readonly enrol: (who: Who, campaign: Campaign, traceId: string) => Promise<Placed>;
  readonly leave: (who: Who, campaign: Campaign, cancelUnplayed: boolean) => Promise<Placed>;
  readonly log: Log;
  readonly now: () => number;
}

/** How long after an attempt the next one follows, should it bring no answer. */
export const backoffMs = (attempts: number): number =>
  Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** Math.min(attempts, 20));

const OVER: Placed = { state: 'refused', reason: 'CAMPAIGN_OVER' };
/** Who was refused so has no place, and so nothing to lose. */
const PLACELESS: ReadonlySet<CampaignRefusal | null> = new Set(['RG_BLOCKED', 'CAMPAIGN_OVER']);

/** Asks one player's object. That it is asked is durable before, so that a stop knows who may have been given something. */
async function driveOne(
  tools: DriveTools,
  standing: Standing,
  player: DuePlayer,
  traceId: string,
): Promise<void> {
  const { now, log, asked, settle, enrol, leave } = tools;
  const { operatorId, campaign, isGiving, cancelUnplayed } = standing;
  const { seq, playerId, attempts } = player;
  if (!isGiving && attempts === 0) return settle(seq, 0, OVER, false, null);
  asked(seq, now() + backoffMs(attempts));
  const who = { operatorId, playerId };
  try {
    const placed = await (isGiving ? enrol(who, campaign, traceId) : leave(who, campaign, cancelUnplayed));
    // It may have been stopped while we asked.
    const isToLeave = isGiving && tools.standing()?.cancelUnplayed === true && !PLACELESS.has(placed.reason);
    settle(seq, attempts + 1, placed, !isGiving && cancelUnplayed, isToLeave ? now() : null);
  } catch (error) {
    log('warn', 'campaign player not reached', {
      trace_id: traceId,
      player_id: playerId,
      error: String(error),
    });
  }
}

/** Asks the objects of all players who are due, a few at once, until none is due or the time is up. */
export async function driveCampaign(tools: DriveTools, traceId: string): Promise<void> {
  const untilMs = tools.now() + DRIVE_BUDGET_MS;
  while (tools.now() < untilMs) {
    const standing = tools.standing();
    const players = standing ? tools.due(tools.now(), AT_ONCE) : [];
    if (!standing || players.length === 0) return;
    await Promise.all(players.map((player) => driveOne(tools, standing, player, traceId)));
  }
}
