import type { RgBlock } from '@roundgate/contract';
import { standingAt } from './standing.ts';
import type { RgFacts } from './state.ts';

/** An `rg_event` to be told once on the player's chain; `key` is what makes it the same one again. */
export interface Notice {
  readonly key: string;
  readonly name: string;
  readonly reason: string;
}

/** Why a session ends by itself. */
export type EndReason = Exclude<RgBlock, 'blocked'> | 'expired';

/** What the clock or a round has made due in a running session. */
export interface Duties {
  readonly notices: readonly Notice[];
  /** Not before its running round is over. */
  readonly end: EndReason | null;
  /** When to look again. */
  readonly nextMs: number;
}

const NAMES: Partial<Record<RgBlock, string>> = {
  time_limit: 'limit_reached',
  spend_limit: 'limit_reached',
  idle: 'idle_exit',
};

/** What is due in a session at `nowMs`, without what was told before. An operator's block suspends and may be lifted. */
export function dutiesAt(facts: RgFacts, nowMs: number): Duties {
  const { session, own } = facts;
  const { block, check, limits, turnsMs } = standingAt(facts, nowMs);
  const notices: Notice[] = [];
  if (check && !check.acknowledged)
    notices.push({ key: check.checkId, name: `${check.kind}_due`, reason: check.checkId });
  if (limits?.near && !limits.reached) {
    const left = `${Math.ceil(limits.timeLeftMs / 1000)} s and ${limits.spendLeftMinor} minor units left`;
    notices.push({ key: 'limit_near', name: 'limit_near', reason: left });
  }
  const name = block && NAMES[block.reason];
  if (name) notices.push({ key: name, name, reason: block.reason });
  const isOver = nowMs >= session.expiresAtMs;
  return {
    notices: notices.filter(({ key }) => !own.told.includes(key)),
    end: block && block.reason !== 'blocked' ? block.reason : isOver ? 'expired' : null,
    nextMs: Math.min(session.expiresAtMs, ...turnsMs),
  };
}
