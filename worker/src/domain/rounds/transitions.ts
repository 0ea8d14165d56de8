import type { ProblemCode } from '@roundgate/contract';
import type { MoneyAnswer } from '../wallet/capability.ts';
import type { DrawAnswer, RoundInput } from './inputs.ts';
import { backoffMs, type RoundPolicy } from './policy.ts';
import { isTerminal, type OpenState, owedMinor, type Round, type Undo } from './round.ts';

type Change = Partial<Round>;
/** What one input makes of a round in one state: only what changes. */
export type Rules = {
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

const past = (round: Round, budgetMs: number, nowMs: number): boolean =>
  nowMs - round.stateSinceMs >= budgetMs;

/** Past this a repeated key may be taken for a new one, so nothing is re-sent blind (attack rule 4). */
const keysForgotten = (round: Round, policy: RoundPolicy, nowMs: number): boolean =>
  nowMs - round.acceptedAtMs >= policy.wallet.dedupeWindowMs;

/** What an instance that did not write the row may assume: its call may have been sent, so it is in doubt. */
const recovered = (round: Round, _: unknown, policy: RoundPolicy, nowMs: number): Change =>
  keysForgotten(round, policy, nowMs)
    ? hold(nowMs, 'the keys are older than the wallet remembers', policy)
    : { inDoubt: true };

const because = (
  to: Undo['to'],
  code: ProblemCode,
  ifDrawn: Undo['ifDrawn'] = 'discard',
): { undo: Undo } => ({
  undo: { to, code, ifDrawn },
});
const TIMED_OUT = because('CANCELLED', 'UPSTREAM_UNAVAILABLE');

/** The stake is taken and the outcome known: on to the credit, or over when the wallet is owed no further call. */
function paid(round: Round, nowMs: number, change: Change): Change {
  const after = { ...round, ...change };
  const owed = after.mode.zeroWinClose || (!after.mode.combined && owedMinor(after) > 0);
  return enter(owed ? 'DEBITED' : 'SETTLED', nowMs, { ...change, heldReason: null });
}

const taken = (round: Round, reference: string, nowMs: number): Change =>
  round.outcome
    ? paid(round, nowMs, { debitReference: reference })
    : enter('DEBITED_NO_OUTCOME', nowMs, { debitReference: reference, heldReason: null });

/** Nobody knows whether the stake was taken: the same key again, and in the end undone or held. */
function stakeUnknown(round: Round, why: string, policy: RoundPolicy, nowMs: number): Change {
  if (keysForgotten(round, policy, nowMs)) return hold(nowMs, `stake unknown: ${why}`, policy);
  // Lean, a crash may hide a credit that was sent from memory: from OUTCOME it only ever goes forward.
  const forwardOnly = round.mode.lean && round.state === 'OUTCOME';
  if (forwardOnly || !past(round, policy.debitBudgetMs, nowMs)) return again(round, policy, nowMs);
  return enter('CANCELLING', nowMs, TIMED_OUT);
}

/**
 * A refusal proves nothing about an earlier send that may have landed or may still land (attack rules 1 and 2), so
 * only a first send is believed. `nothingDrawn` = the RGS has not heard of the round.
 */
function stakeRefused(
  round: Round,
  code: ProblemCode,
  nothingDrawn: boolean,
  policy: RoundPolicy,
  nowMs: number,
): Change {
  if (code === 'IDEMPOTENCY_CONFLICT')
    return hold(nowMs, 'stake: the wallet holds other content under this key', policy);
  if (!round.inDoubt) return enter(nothingDrawn ? 'DECLINED' : 'VOIDING', nowMs, because('DECLINED', code));
  if (keysForgotten(round, policy, nowMs))
    return hold(nowMs, `stake in doubt, then refused: ${code}`, policy);
  return enter('CANCELLING', nowMs, because('CANCELLED', code));
}

function stake(
  round: Round,
  answer: MoneyAnswer,
  nothingDrawn: boolean,
  policy: RoundPolicy,
  nowMs: number,
): Change {
  if (answer.kind === 'applied') return taken(round, answer.reference, nowMs);
  if (answer.kind === 'refused') return stakeRefused(round, answer.code, nothingDrawn, policy, nowMs);
  return stakeUnknown(round, answer.why, policy, nowMs);
}

const drawnFields = ({ outcome, sessionId, buildHash }: Extract<DrawAnswer, { kind: 'drawn' }>): Change => ({
  outcome,
  sessionId,
  buildHash,
});

/** Past its budget a draw is voided, unless it was made after all: that one goes on, once. */
const drawOverdue = (round: Round, to: Undo['to'], nowMs: number): Change =>
  enter('VOIDING', nowMs, because(to, 'UPSTREAM_UNAVAILABLE', round.revivals === 0 ? 'keep' : 'discard'));

/** Both answers of the overlapped order; each alone decides as it would in its own order. */
function drawAndDebit(
  round: Round,
  draw: DrawAnswer,
  debit: MoneyAnswer,
  policy: RoundPolicy,
  nowMs: number,
): Change {
  if (draw.kind === 'drawn') {
    const drawn = { ...round, ...drawnFields(draw) };
    if (debit.kind === 'unknown') return { ...enter('OUTCOME', nowMs, drawnFields(draw)), inDoubt: true };
    return { ...drawnFields(draw), ...stake(drawn, debit, false, policy, nowMs) };
  }
  if (draw.kind === 'refused') {
    if (debit.kind === 'refused' && !round.inDoubt)
      return enter('VOIDING', nowMs, because('REJECTED', draw.code));
    // The stake is taken, or nobody knows: it is given back, or made impossible, before the round may end.
    const reference = debit.kind === 'applied' ? { debitReference: debit.reference } : {};
    return enter('CANCELLING', nowMs, { ...because('REJECTED', draw.code), ...reference });
  }
  return stake(round, debit, false, policy, nowMs);
}

/** The transitions table: one row per state, one rule per input. An input that is not listed changes nothing. */
export const TRANSITIONS: { readonly [S in OpenState]: Rules } = {
  ACCEPTED: {
    draw: (round, { answer }, policy, nowMs) => {
      if (answer.kind === 'drawn') return enter('OUTCOME', nowMs, drawnFields(answer));
      if (answer.kind === 'refused') {
        // The key belongs to another bet, which must stay playable; any other refusal is made final at the RGS, because
        // an earlier instance's draw may still be on its way.
        const othersKey = answer.code === 'IDEMPOTENCY_CONFLICT' && !round.inDoubt;
        return enter(othersKey ? 'REJECTED' : 'VOIDING', nowMs, because('REJECTED', answer.code));
      }
      return past(round, policy.drawBudgetMs, nowMs)
        ? drawOverdue(round, 'REJECTED', nowMs)
        : again(round, policy, nowMs);
    },
  },
  INTENT: {
    recovered,
    debit: (round, { answer }, policy, nowMs) => stake(round, answer, true, policy, nowMs),
    draw_and_debit: (round, { draw, debit }, policy, nowMs) =>
      drawAndDebit(round, draw, debit, policy, nowMs),
  },
  OUTCOME: {
    recovered,
    debit: (round, { answer }, policy, nowMs) => stake(round, answer, false, policy, nowMs),
    bet_win: (round, { answer }, policy, nowMs) => stake(round, answer, false, policy, nowMs),
  },
  DEBITED_NO_OUTCOME: {
    recovered: () => ({ inDoubt: true }),
    draw: (round, { answer }, policy, nowMs) => {
      if (answer.kind === 'drawn') return paid(round, nowMs, drawnFields(answer));
      if (answer.kind === 'refused') return enter('CANCELLING', nowMs, because('REJECTED', answer.code));
      return past(round, policy.drawBudgetMs, nowMs)
        ? drawOverdue(round, 'CANCELLED', nowMs)
        : again(round, policy, nowMs);
    },
  },
  DEBITED: {
    recovered,
    credit: (round, { answer }, policy, nowMs) => {
      if (answer.kind === 'applied') return enter('SETTLED', nowMs, { creditReference: answer.reference });
      if (answer.kind === 'refused' && answer.code === 'IDEMPOTENCY_CONFLICT')
        return hold(nowMs, 'credit: the wallet holds other content under this key', policy);
      return again(round, policy, nowMs);
    },
  },
  CANCELLING: {
    recovered,
    rollback: (round, { answer }, policy, nowMs) => {
      const undone = enter(round.drawVoided ? endOf(round) : 'VOIDING', nowMs, { rolledBack: true });
      if (answer.kind === 'done') return undone;
      if (answer.kind === 'refused' && answer.code === 'ROUND_CLOSED')
        return hold(nowMs, 'rollback: the wallet says that the round was paid', policy);
      if (answer.kind === 'refused' && answer.code === 'IDEMPOTENCY_CONFLICT')
        return hold(nowMs, 'rollback: the wallet contradicts itself', policy);
      if (keysForgotten(round, policy, nowMs))
        return hold(nowMs, 'rollback: keys are older than the wallet remembers', policy);
      const landed = (round.debitSentAtMs ?? nowMs) + policy.wallet.maxInFlightMs <= nowMs;
      // Without tombstones the debit may still be on its way: "not found" is final only past the in-flight window.
      if (answer.kind === 'not_found' && !policy.wallet.tombstones && landed) return undone;
      return again(round, policy, nowMs);
    },
  },
  VOIDING: {
    void: (round, { answer }, policy, nowMs) => {
      const stakeHeld = round.debitReference !== null && !round.rolledBack;
      if (answer.kind === 'voided')
        return enter(stakeHeld ? 'CANCELLING' : endOf(round), nowMs, { drawVoided: true });
      if (answer.kind === 'already_drawn' && round.undo?.ifDrawn === 'keep') {
        const back = { undo: null, inDoubt: true, revivals: round.revivals + 1 };
        return enter(stakeHeld ? 'DEBITED_NO_OUTCOME' : 'ACCEPTED', nowMs, back);
      }
      return again(round, policy, nowMs);
    },
  },
  HELD: {
    status: (round, { answer }, policy, nowMs) => {
      const stakeTaken = round.debitReference !== null && round.undo === null;
      if (answer.kind === 'applied' && stakeTaken)
        return enter('SETTLED', nowMs, { creditReference: answer.reference, heldReason: null });
      if (answer.kind === 'applied' && round.undo === null) return heldStake(round, answer.reference, nowMs);
      if (answer.kind === 'undone' && !stakeTaken)
        return enter(round.drawVoided ? endOf(round) : 'VOIDING', nowMs, {
          undo: round.undo ?? TIMED_OUT.undo,
          heldReason: null,
          rolledBack: true,
        });
      return { nextAttemptAtMs: nowMs + policy.heldPollMs };
    },
  },
};

/** Lean, a credit may have been sent from memory: with forgotten keys the wallet is asked about that one too. */
function heldStake(round: Round, reference: string, nowMs: number): Change {
  const creditInDoubt = round.mode.lean && !round.mode.combined && owedMinor(round) > 0;
  return creditInDoubt
    ? { debitReference: reference, nextAttemptAtMs: nowMs }
    : taken(round, reference, nowMs);
}

const endOf = (round: Round) => round.undo?.to ?? 'CANCELLED';
