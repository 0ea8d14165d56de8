import type { RoundEffect, RoundInput } from './inputs.ts';
import type { RoundPolicy } from './policy.ts';
import { isTerminal, type Round, type RoundMode } from './round.ts';
import { type Rules, TRANSITIONS } from './transitions.ts';

type Rule = (round: Round, input: never, policy: RoundPolicy, nowMs: number) => Partial<Round>;
type Unasked = 'HELD' | 'SETTLED' | 'REJECTED' | 'CANCELLED' | 'DECLINED';

const EFFECT_OF: {
  readonly [S in Exclude<Round['state'], Unasked>]: (round: Round) => RoundEffect;
} = {
  ACCEPTED: () => ({ type: 'draw' }),
  INTENT: ({ mode }) => ({ type: mode.order === 'overlapped' ? 'draw_and_debit' : 'debit' }),
  OUTCOME: ({ mode }) => ({ type: mode.combined ? 'bet_win' : 'debit' }),
  DEBITED_NO_OUTCOME: () => ({ type: 'draw' }),
  DEBITED: () => ({ type: 'credit' }),
  CANCELLING: () => ({ type: 'rollback' }),
  VOIDING: ({ undo }) => ({ type: 'void', ifDrawn: undo?.ifDrawn ?? 'discard' }),
};

/** What a round in this state does next; `wait` until its backoff is over. */
export function nextEffect(round: Round, policy: RoundPolicy, nowMs: number): RoundEffect {
  const { state } = round;
  if (isTerminal(state)) return { type: 'close' };
  if (nowMs < round.nextAttemptAtMs) return { type: 'wait', untilMs: round.nextAttemptAtMs };
  if (state === 'HELD')
    return policy.wallet.statusQuery
      ? { type: 'status' }
      : { type: 'wait', untilMs: nowMs + policy.heldPollMs };
  // Whoever writes the outcome of a free round pays it there and then: no stake of it is ever asked for.
  if (state === 'OUTCOME' && round.mode.grantId !== null)
    return { type: 'wait', untilMs: nowMs + policy.heldPollMs };
  // A state of another release is left alone, and looked at again later.
  return EFFECT_OF[state]?.(round) ?? { type: 'wait', untilMs: nowMs + policy.heldPollMs };
}

/**
 * The whole round machine: what `input` makes of `round`, and what to do next. Pure; the row that comes back must be
 * durable before its effect leaves, as far as {@link durability} asks (spec W3 to W5). An input that the state does
 * not know leaves the row alone.
 */
export function step(
  round: Round,
  input: RoundInput,
  policy: RoundPolicy,
  nowMs: number,
): { round: Round; effect: RoundEffect } {
  const rules: Rules | undefined = isTerminal(round.state) ? undefined : TRANSITIONS[round.state];
  const rule = rules?.[input.type] as Rule | undefined;
  const change = rule?.(round, input as never, policy, nowMs);
  const next = change ? { ...round, ...change, version: round.version + 1 } : round;
  return { round: next, effect: nextEffect(next, policy, nowMs) };
}

/** Notes that a stake is asked for now; written together with the row that it leaves from. */
export const markDebitSent = (round: Round, nowMs: number): Round => ({ ...round, debitSentAtMs: nowMs });

/**
 * When a change must be on disk. `now`: before anything else leaves. `with_next`: with the player's next transaction
 * or the alarm's; until then the round is driven again and repeats only idempotent calls. `memory`: not at all, its
 * end will be written. A recovery point is written where it holds what a repeat of the same key could not bring back.
 */
export function durability(before: Round, after: Round): 'now' | 'with_next' | 'memory' {
  const { lean } = after.mode;
  if (after.state === 'SETTLED' && (before.state === 'DEBITED' || (lean && before.state === 'OUTCOME')))
    return 'with_next';
  if (!lean) return 'now';
  if (before.state === 'OUTCOME' && after.state === 'DEBITED') return 'memory';
  return before.state === 'INTENT' && after.state === 'DEBITED_NO_OUTCOME' ? 'memory' : 'now';
}

/**
 * The mode of a new round of this wallet, of a session that plays from its own balance, or of a packet of free spins. A
 * lean record without what it rests on is read as the default mode. Without a debit there is nothing to order, to join
 * or to close at the wallet, so a free round is drawn first and a win is credited.
 */
export const modeOf = (
  { wallet }: RoundPolicy,
  purseSessionId: string | null = null,
  grantId: string | null = null,
): RoundMode =>
  purseSessionId === null && grantId === null
    ? {
        order: wallet.combinedBetWin ? 'outcome_first' : wallet.order,
        lean: wallet.lean && wallet.dedupesFirst && wallet.tombstones,
        combined: wallet.combinedBetWin,
        zeroWinClose: wallet.zeroWinClose,
        purseSessionId,
        grantId,
      }
    : { order: 'outcome_first', lean: false, combined: false, zeroWinClose: false, purseSessionId, grantId };
