import type { ProblemCode } from '@roundgate/contract';
import type { MoneyAnswer, RollbackAnswer, StatusAnswer } from '../wallet/capability.ts';
import { backoffMs, type RoundPolicy } from './policy.ts';
import type { OpenState, Outcome, Round, Undo } from './round.ts';
import { isTerminal } from './round.ts';

/** The RGS's answer to a spin. */
export type DrawAnswer =
  | {
      readonly kind: 'drawn';
      readonly outcome: Outcome;
      readonly sessionId: string;
      readonly buildHash: string;
    }
  | { readonly kind: 'refused'; readonly code: ProblemCode }
  | { readonly kind: 'unknown'; readonly why: string };

/** The RGS's answer to a void. */
export type VoidAnswer =
  | { readonly kind: 'voided' }
  | { readonly kind: 'already_drawn' }
  | { readonly kind: 'unknown'; readonly why: string };

/** What can happen to a round. `recovered` = the row was read from storage by an instance that did not write it. */
export type RoundInput =
  | { readonly type: 'recovered' }
  | { readonly type: 'draw'; readonly answer: DrawAnswer }
  | { readonly type: 'debit'; readonly answer: MoneyAnswer }
  | { readonly type: 'status'; readonly answer: StatusAnswer }
  | { readonly type: 'credit'; readonly answer: MoneyAnswer }
  | { readonly type: 'rollback'; readonly answer: RollbackAnswer }
  | { readonly type: 'void'; readonly answer: VoidAnswer };

/** The one thing to do next. Nothing is sent whose key and amount are not in the row. */
export type RoundEffect =
  | { readonly type: 'draw' }
  | { readonly type: 'debit' }
  | { readonly type: 'status' }
  | { readonly type: 'credit' }
  | { readonly type: 'rollback' }
  | { readonly type: 'void'; readonly ifDrawn: Undo['ifDrawn'] }
  | { readonly type: 'wait'; readonly untilMs: number }
  | { readonly type: 'close' };

type Change = Partial<Round>;
type Rule = (round: Round, input: never, policy: RoundPolicy, nowMs: number) => Change;
type Rules = {
  readonly [T in RoundInput['type']]?: (
    round: Round,
    input: Extract<RoundInput, { type: T }>,
    policy: RoundPolicy,
    nowMs: number,
  ) => Change;
};

const enter = (state: Round['state'], nowMs: number, change: Change = {}): Change => ({
  state,
  attempts: 0,
  inDoubt: false,
  nextAttemptAtMs: nowMs,
  stateSinceMs: nowMs,
  ...change,
  ...(isTerminal(state) ? { closedAtMs: nowMs } : {}),
});

const again = (round: Round, policy: RoundPolicy, nowMs: number): Change => ({
  attempts: round.attempts + 1,
  inDoubt: true,
  nextAttemptAtMs: nowMs + backoffMs(round.uid, round.attempts, policy),
});

const hold = (nowMs: number, reason: string, policy: RoundPolicy): Change =>
  enter('HELD', nowMs, { heldReason: reason, nextAttemptAtMs: nowMs + policy.heldPollMs });

const undo = (state: 'CANCELLING' | 'VOIDING', nowMs: number, how: Undo): Change =>
  enter(state, nowMs, { undo: how });

const past = (round: Round, budgetMs: number, nowMs: number): boolean =>
  nowMs - round.stateSinceMs >= budgetMs;
/** Past this a repeated key may be taken for a new one, so nothing is re-sent blind (attack rule 4). */
const keysForgotten = (round: Round, policy: RoundPolicy, nowMs: number): boolean =>
  nowMs - (round.debitSentAtMs ?? round.acceptedAtMs) >= policy.wallet.dedupeWindowMs;

const afterDebit = (round: Round, reference: string, nowMs: number): Change =>
  enter(round.outcome?.winMinor ? 'DEBITED' : 'SETTLED', nowMs, { debitReference: reference });

/** The transitions table: one row per state, one rule per input. An input that is not listed changes nothing. */
const TRANSITIONS: { readonly [S in OpenState]: Rules } = {
  ACCEPTED: {
    draw: (round, { answer }, policy, nowMs) => {
      if (answer.kind === 'drawn') {
        const { outcome, sessionId, buildHash } = answer;
        return enter('OUTCOME', nowMs, { outcome, sessionId, buildHash });
      }
      if (answer.kind === 'refused') {
        return round.inDoubt
          ? undo('VOIDING', nowMs, { to: 'REJECTED', code: answer.code, ifDrawn: 'discard' })
          : enter('REJECTED', nowMs, { undo: { to: 'REJECTED', code: answer.code, ifDrawn: 'discard' } });
      }
      if (!past(round, policy.drawBudgetMs, nowMs)) return again(round, policy, nowMs);
      const ifDrawn = round.revivals === 0 ? 'keep' : 'discard';
      return undo('VOIDING', nowMs, { to: 'REJECTED', code: 'UPSTREAM_UNAVAILABLE', ifDrawn });
    },
  },
  OUTCOME: {
    recovered: () => ({ inDoubt: true }),
    debit: (round, { answer }, policy, nowMs) => {
      if (answer.kind === 'applied') return afterDebit(round, answer.reference, nowMs);
      if (answer.kind === 'unknown') {
        if (keysForgotten(round, policy, nowMs)) return hold(nowMs, `debit unknown: ${answer.why}`, policy);
        if (!past(round, policy.debitBudgetMs, nowMs)) return again(round, policy, nowMs);
        return undo('CANCELLING', nowMs, {
          to: 'CANCELLED',
          code: 'UPSTREAM_UNAVAILABLE',
          ifDrawn: 'discard',
        });
      }
      // Attack rules 1 and 2: a refusal proves nothing about an earlier send that may have landed or may still land.
      return round.inDoubt
        ? undo('CANCELLING', nowMs, { to: 'CANCELLED', code: answer.code, ifDrawn: 'discard' })
        : undo('VOIDING', nowMs, { to: 'DECLINED', code: answer.code, ifDrawn: 'discard' });
    },
  },
  DEBITED: {
    credit: (round, { answer }, policy, nowMs) => {
      if (answer.kind === 'applied') return enter('SETTLED', nowMs, { creditReference: answer.reference });
      if (answer.kind === 'refused' && answer.code === 'IDEMPOTENCY_CONFLICT')
        return hold(nowMs, 'credit: the wallet holds other content under this key', policy);
      return again(round, policy, nowMs);
    },
    status: (round, { answer }, policy, nowMs) => {
      if (answer.kind === 'applied') return enter('SETTLED', nowMs, { creditReference: answer.reference });
      if (answer.kind === 'unknown') return again(round, policy, nowMs);
      return hold(nowMs, 'credit: not known to the wallet, and its keys are older than it remembers', policy);
    },
  },
  CANCELLING: {
    rollback: (round, { answer }, policy, nowMs) => {
      if (answer.kind === 'done') return enter('VOIDING', nowMs);
      if (answer.kind === 'refused' && answer.code === 'ROUND_CLOSED')
        return hold(nowMs, 'rollback: the wallet says that the round was paid', policy);
      if (keysForgotten(round, policy, nowMs))
        return hold(nowMs, 'rollback: keys are older than the wallet remembers', policy);
      const landed = (round.debitSentAtMs ?? nowMs) + policy.wallet.maxInFlightMs <= nowMs;
      // Without tombstones the debit may still be on its way: "not found" is final only past the in-flight window.
      if (answer.kind === 'not_found' && !policy.wallet.tombstones && landed) return enter('VOIDING', nowMs);
      return again(round, policy, nowMs);
    },
  },
  VOIDING: {
    void: (round, { answer }, policy, nowMs) => {
      if (answer.kind === 'voided') return enter(round.undo?.to ?? 'CANCELLED', nowMs);
      if (answer.kind === 'already_drawn' && round.undo?.ifDrawn === 'keep') {
        return enter('ACCEPTED', nowMs, { undo: null, inDoubt: true, revivals: round.revivals + 1 });
      }
      return again(round, policy, nowMs);
    },
  },
  HELD: {
    status: (round, { answer }, policy, nowMs) => {
      const creditHeld = round.debitReference !== null;
      if (answer.kind === 'applied' && creditHeld)
        return enter('SETTLED', nowMs, { creditReference: answer.reference, heldReason: null });
      if (answer.kind === 'applied' && round.undo === null)
        return { ...afterDebit(round, answer.reference, nowMs), heldReason: null };
      if (answer.kind === 'undone' && !creditHeld) {
        const cancelled: Undo = { to: 'CANCELLED', code: 'UPSTREAM_UNAVAILABLE', ifDrawn: 'discard' };
        return enter('VOIDING', nowMs, { undo: round.undo ?? cancelled, heldReason: null });
      }
      return { nextAttemptAtMs: nowMs + policy.heldPollMs };
    },
  },
};

const EFFECT_OF: {
  readonly [S in Exclude<OpenState, 'VOIDING' | 'HELD'>]: RoundEffect['type'] &
    ('draw' | 'debit' | 'credit' | 'rollback');
} = {
  ACCEPTED: 'draw',
  OUTCOME: 'debit',
  DEBITED: 'credit',
  CANCELLING: 'rollback',
};

/** What a round in this state does next; `wait` until its backoff is over. */
export function nextEffect(round: Round, policy: RoundPolicy, nowMs: number): RoundEffect {
  if (isTerminal(round.state)) return { type: 'close' };
  if (nowMs < round.nextAttemptAtMs) return { type: 'wait', untilMs: round.nextAttemptAtMs };
  if (round.state === 'HELD') {
    return policy.wallet.statusQuery
      ? { type: 'status' }
      : { type: 'wait', untilMs: nowMs + policy.heldPollMs };
  }
  if (round.state === 'VOIDING') return { type: 'void', ifDrawn: round.undo?.ifDrawn ?? 'discard' };
  if (round.state === 'DEBITED' && keysForgotten(round, policy, nowMs) && round.attempts > 0) {
    return policy.wallet.statusQuery
      ? { type: 'status' }
      : { type: 'wait', untilMs: nowMs + policy.heldPollMs };
  }
  return { type: EFFECT_OF[round.state] };
}

/**
 * The whole round machine: what `input` makes of `round`, and what to do next. Pure; the row that comes back must be
 * durable before its effect leaves (spec W3 to W5). An input that the state does not know leaves the row alone.
 */
export function step(
  round: Round,
  input: RoundInput,
  policy: RoundPolicy,
  nowMs: number,
): { round: Round; effect: RoundEffect } {
  const rules: Rules = isTerminal(round.state) ? {} : TRANSITIONS[round.state];
  const rule = rules[input.type] as Rule | undefined;
  const change = rule?.(round, input as never, policy, nowMs);
  const next = change ? { ...round, ...change, version: round.version + 1 } : round;
  return { round: next, effect: nextEffect(next, policy, nowMs) };
}

/** Notes that a debit leaves now; written together with the row that it leaves from. */
export const markDebitSent = (round: Round, nowMs: number): Round => ({ ...round, debitSentAtMs: nowMs });
