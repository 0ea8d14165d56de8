import type { ProblemCode } from '@roundgate/contract';
import { backoffMs, type RoundPolicy } from '../rounds/policy.ts';
import type { MoneyAnswer, RollbackAnswer, StatusAnswer } from '../wallet/capability.ts';
import { isOver, type Transfer } from './transfer.ts';

/** What can happen to a transfer. `recovered` = its row was read by an instance that did not write it. */
export type TransferInput =
  | { readonly type: 'recovered' }
  | { readonly type: 'sent'; readonly answer: MoneyAnswer }
  | { readonly type: 'rollback'; readonly answer: RollbackAnswer }
  | { readonly type: 'status'; readonly answer: StatusAnswer };

/** The one thing to do next; only ever with the key and amount of the row. */
export type TransferEffect =
  | { readonly type: 'send' | 'rollback' | 'status' | 'close' }
  | { readonly type: 'wait'; readonly untilMs: number };

type Change = Partial<Transfer>;
type Rule<T extends TransferInput['type']> = (
  transfer: Transfer,
  input: Extract<TransferInput, { type: T }>,
  policy: RoundPolicy,
  nowMs: number,
) => Change;
type Rules = { readonly [T in TransferInput['type']]?: Rule<T> };

const enter = (state: Transfer['state'], nowMs: number, change: Change = {}): Change => ({
  state,
  attempts: 0,
  inDoubt: false,
  nextAttemptAtMs: nowMs,
  heldReason: null,
  closedAtMs: state === 'DONE' || state === 'REFUSED' ? nowMs : null,
  ...change,
});

const again = (transfer: Transfer, policy: RoundPolicy, nowMs: number): Change => ({
  attempts: transfer.attempts + 1,
  inDoubt: true,
  nextAttemptAtMs: nowMs + backoffMs(transfer.key, transfer.attempts, policy),
});

const hold = (nowMs: number, heldReason: string, policy: RoundPolicy): Change =>
  enter('HELD', nowMs, { heldReason, nextAttemptAtMs: nowMs + policy.heldPollMs });

/** Past this a repeated key may be taken for a new one, so nothing is re-sent blind (attack rule 4). */
const keyForgotten = ({ requestedAtMs }: Transfer, { wallet }: RoundPolicy, nowMs: number): boolean =>
  nowMs - requestedAtMs >= wallet.dedupeWindowMs;

/** The instance before may have sent until a moment ago, so the in-flight window is counted from now. */
const recovered: Rule<'recovered'> = (transfer, _, policy, nowMs) =>
  keyForgotten(transfer, policy, nowMs)
    ? hold(nowMs, 'the key is older than the wallet remembers', policy)
    : { inDoubt: true, ...(transfer.state === 'REQUESTED' ? { sentAtMs: nowMs } : {}) };

/**
 * Money on its way in may be refused, but only a first send is believed: an earlier one may have landed, or may still
 * land (attack rules 1 and 2). Money on its way out is the player's: no refusal ends it, it is asked again.
 */
function refused(transfer: Transfer, code: ProblemCode, policy: RoundPolicy, nowMs: number): Change {
  if (code === 'IDEMPOTENCY_CONFLICT')
    return { ...hold(nowMs, 'the wallet holds other content under this key', policy), refusal: code };
  if (transfer.direction === 'out') return { ...again(transfer, policy, nowMs), refusal: code };
  return enter(transfer.inDoubt ? 'CANCELLING' : 'REFUSED', nowMs, { refusal: code });
}

const REQUESTED: Rules = {
  recovered,
  sent: (transfer, { answer }, policy, nowMs) => {
    if (answer.kind === 'applied') return enter('DONE', nowMs, { reference: answer.reference });
    if (keyForgotten(transfer, policy, nowMs))
      return hold(nowMs, 'unknown past the time for which the wallet remembers keys', policy);
    return answer.kind === 'refused'
      ? refused(transfer, answer.code, policy, nowMs)
      : again(transfer, policy, nowMs);
  },
};

const CANCELLING: Rules = {
  recovered,
  rollback: (transfer, { answer }, policy, nowMs) => {
    if (answer.kind === 'done') return enter('REFUSED', nowMs);
    if (keyForgotten(transfer, policy, nowMs))
      return hold(nowMs, 'rollback: the key is older than the wallet remembers', policy);
    const { tombstones, maxInFlightMs } = policy.wallet;
    // Without tombstones the money may still be taken: "not found" is final only past the in-flight window.
    const landed = (transfer.sentAtMs ?? nowMs) + maxInFlightMs <= nowMs;
    if (answer.kind === 'not_found' && !tombstones && landed) return enter('REFUSED', nowMs);
    return again(transfer, policy, nowMs);
  },
};

const HELD: Rules = {
  status: (transfer, { answer }, policy, nowMs) => {
    if (answer.kind === 'applied') return enter('DONE', nowMs, { reference: answer.reference });
    // Money that was given back to the wallet never came in. Of money on its way out, nobody here can say that.
    if (answer.kind === 'undone' && transfer.direction === 'in') return enter('REFUSED', nowMs);
    return { nextAttemptAtMs: nowMs + policy.heldPollMs };
  },
};

const TRANSITIONS: { readonly [S in Transfer['state']]?: Rules } = { REQUESTED, CANCELLING, HELD };

/** What a transfer in this state does next; `wait` until its backoff is over. */
export function nextTransferEffect(transfer: Transfer, policy: RoundPolicy, nowMs: number): TransferEffect {
  if (isOver(transfer)) return { type: 'close' };
  if (nowMs < transfer.nextAttemptAtMs) return { type: 'wait', untilMs: transfer.nextAttemptAtMs };
  if (transfer.state === 'REQUESTED') return { type: 'send' };
  if (transfer.state === 'CANCELLING') return { type: 'rollback' };
  return policy.wallet.statusQuery
    ? { type: 'status' }
    : { type: 'wait', untilMs: nowMs + policy.heldPollMs };
}

/**
 * The whole transfer machine: what `input` makes of `transfer`. Pure; the row that comes back must be durable before
 * its next effect leaves (spec W2 to W5, attack rule 11). An input that the state does not know changes nothing.
 */
export function stepTransfer(
  transfer: Transfer,
  input: TransferInput,
  policy: RoundPolicy,
  nowMs: number,
): Transfer {
  const rule = TRANSITIONS[transfer.state]?.[input.type] as
    | ((transfer: Transfer, input: TransferInput, policy: RoundPolicy, nowMs: number) => Change)
    | undefined;
  const change = rule?.(transfer, input, policy, nowMs);
  return change ? { ...transfer, ...change, version: transfer.version + 1 } : transfer;
}
