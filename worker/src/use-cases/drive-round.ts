import type { RgsPort, WalletPort, Who } from '../domain/ports.ts';
import type { RoundPolicy } from '../domain/rounds/policy.ts';
import { isTerminal, type Round } from '../domain/rounds/round.ts';
import { markDebitSent, nextEffect, type RoundEffect, type RoundInput, step } from '../domain/rounds/step.ts';

/** Where rounds are kept. Every method is synchronous: it is one turn, and so one transaction, with its caller. */
export interface RoundStore {
  /** False when another instance has moved the stored row on: then nothing more may be sent. */
  owns(round: Round): boolean;
  /** Makes the round durable now, with its closing event when it is over. May turn a first row into a refusal. */
  save(round: Round): Round;
  /** Keeps the round for the next transaction, at most a second away. Only for what a retry would bring back. */
  defer(round: Round): Round;
}

/** What driving needs from outside. */
export interface DriveTools {
  readonly who: Who;
  readonly rgs: RgsPort;
  readonly wallet: WalletPort;
  readonly policy: RoundPolicy;
  readonly store: RoundStore;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly traceId: string;
}

/** Another instance owns the round now; its state there is the truth. */
export class RoundLostError extends Error {}

type Sending = Exclude<RoundEffect, { type: 'wait' | 'close' }>;

async function perform(effect: Sending, round: Round, tools: DriveTools): Promise<RoundInput> {
  const { who, rgs, wallet, traceId } = tools;
  switch (effect.type) {
    case 'draw':
      return { type: 'draw', answer: await rgs.draw(round, traceId) };
    case 'debit':
      return { type: 'debit', answer: await wallet.debit(who, round, traceId) };
    case 'credit':
      return { type: 'credit', answer: await wallet.credit(who, round, traceId) };
    case 'status': {
      const leg = round.debitReference === null ? 'debit' : 'credit';
      return { type: 'status', answer: await wallet.status(who, round, leg, traceId) };
    }
    case 'rollback':
      return { type: 'rollback', answer: await wallet.rollback(who, round, traceId) };
    case 'void':
      return { type: 'void', answer: await rgs.void(round, effect.ifDrawn, traceId) };
  }
}

/**
 * What must be on disk before the next effect or answer leaves. A paid round whose credit is known may wait: until
 * it is written it is driven again from DEBITED, which repeats only the same credit under the same key.
 */
function keep(before: Round, after: Round, store: RoundStore): Round {
  return before.state === 'DEBITED' && after.state === 'SETTLED' ? store.defer(after) : store.save(after);
}

/**
 * Drives a round until it is over, or until its next attempt lies past `deadlineMs`. The one loop for request, alarm
 * and start-up. Throws {@link RoundLostError} when the row was taken over.
 */
export async function driveRound(start: Round, tools: DriveTools, deadlineMs: number): Promise<Round> {
  const { policy, store, now } = tools;
  let round = start;
  while (!isTerminal(round.state)) {
    const effect = nextEffect(round, policy, now());
    if (effect.type === 'close') break;
    if (effect.type === 'wait') {
      if (effect.untilMs > deadlineMs) break;
      await tools.pause(effect.untilMs - now());
      continue;
    }
    if (!store.owns(round)) throw new RoundLostError(round.roundId);
    const sent = effect.type === 'debit' ? markDebitSent(round, now()) : round;
    const input = await perform(effect, sent, tools);
    if (!store.owns(round)) throw new RoundLostError(round.roundId);
    round = keep(sent, step(sent, input, policy, now()).round, store);
  }
  return round;
}

/** A round as it must be driven by an instance that only read it: what was sent from its state is not known. */
export const recovered = (round: Round, policy: RoundPolicy, nowMs: number): Round =>
  step(round, { type: 'recovered' }, policy, nowMs).round;
