import type { RgsPort, WalletPort, Who } from '../domain/ports.ts';
import type { RoundEffect, RoundInput } from '../domain/rounds/inputs.ts';
import type { RoundPolicy } from '../domain/rounds/policy.ts';
import { isTerminal, type Round } from '../domain/rounds/round.ts';
import { durability, markDebitSent, nextEffect, step } from '../domain/rounds/step.ts';

/** Where rounds are kept. Every method is synchronous: it is one turn, and so one transaction, with its caller. */
export interface RoundStore {
  /** False when another instance has moved the stored row on: then nothing more may be sent. */
  owns(round: Round): boolean;
  /** Makes the round durable now, with its closing event when it is over. May turn a first row into a refusal. */
  save(round: Round): Round;
  /** Keeps the end of a round for the next transaction. Only for what a repeat would bring back. */
  defer(round: Round): Round;
  /** Keeps the change in memory alone. Only for what a repeat would bring back. */
  hold(round: Round): Round;
  /** True once the round has a row. */
  stored(round: Round): boolean;
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
    case 'draw_and_debit': {
      const both = [rgs.draw(round, traceId), wallet.debit(who, round, traceId)] as const;
      const [draw, debit] = await Promise.all(both);
      return { type: 'draw_and_debit', draw, debit };
    }
    case 'bet_win': {
      if (!wallet.betWin)
        throw new Error(`round ${round.roundId} moves in one call, which its wallet has not`);
      return { type: 'bet_win', answer: await wallet.betWin(who, round, traceId) };
    }
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

/** Keeps a change as durably as it must be before the next effect or answer leaves. */
function keep(when: ReturnType<typeof durability>, after: Round, store: RoundStore): Round {
  if (when === 'memory') return store.hold(after);
  return when === 'with_next' ? store.defer(after) : store.save(after);
}

const ASKS_FOR_MONEY: ReadonlySet<RoundEffect['type']> = new Set(['debit', 'draw_and_debit', 'bet_win']);

/**
 * Drives a round until it is over, or until its next attempt lies past `deadlineMs`. The one loop for request, alarm
 * and start-up. Throws {@link RoundLostError} when the row was taken over.
 */
export async function driveRound(start: Round, tools: DriveTools, deadlineMs: number): Promise<Round> {
  const { policy, store, now } = tools;
  // No money is asked for without a row that says so.
  let round = start.state === 'INTENT' && !store.stored(start) ? store.save(start) : start;
  // What was read or written in this very turn is still ours.
  let mayBeLost = false;
  while (!isTerminal(round.state)) {
    const effect = nextEffect(round, policy, now());
    if (effect.type === 'close') break;
    if (effect.type === 'wait') {
      if (effect.untilMs > deadlineMs) break;
      await tools.pause(effect.untilMs - now());
      mayBeLost = true;
      continue;
    }
    if (mayBeLost && !store.owns(round)) throw new RoundLostError(round.roundId);
    const sent = ASKS_FOR_MONEY.has(effect.type) ? markDebitSent(round, now()) : round;
    const input = await perform(effect, sent, tools);
    const next = step(sent, input, policy, now()).round;
    const when = durability(sent, next);
    round = keep(when, next, store);
    mayBeLost = when !== 'now';
  }
  return round;
}

/** A round as it must be driven by an instance that only read it: what was sent from its state is not known. */
export const recovered = (round: Round, policy: RoundPolicy, nowMs: number): Round =>
  step(round, { type: 'recovered' }, policy, nowMs).round;
