import { canonicalJson, type GameEvent } from '@roundgate/contract';
import { isTerminal, type Round } from '../rounds/round.ts';
import type { Refusal } from '../sessions/session.ts';

/** A round that the game server has drawn again, with what it was drawn by. */
export interface Redrawn {
  readonly roundId: string;
  readonly spinId: string;
  readonly buildHash: string;
  readonly stakeMinor: number;
  readonly winMinor: number;
  readonly events: readonly GameEvent[];
  /** The game server's own word: the draw made now equals what it has stored. */
  readonly matches: boolean;
  readonly voided: boolean;
  readonly mechanicsVersion: string;
  readonly modelHash: string;
  readonly seedId: string;
  readonly nonce: string;
}

/** What a game server says when it is asked to draw a round again. */
export type RedrawAnswer =
  | { readonly kind: 'drawn'; readonly redrawn: Redrawn }
  | { readonly kind: 'not_possible' | 'not_found' | 'unknown'; readonly why: string };

/** In what a redrawn round is another than the one that was paid; empty when it is the same. */
function differences(round: Round, redrawn: Redrawn): string[] {
  const { outcome } = round;
  const same: Record<string, boolean> = {
    'the stored draw': redrawn.matches && !redrawn.voided,
    'the round': redrawn.roundId === round.roundId && redrawn.spinId === round.spinId,
    'the build': redrawn.buildHash === round.buildHash,
    'the stake': redrawn.stakeMinor === round.stakeMinor,
    'the win': redrawn.winMinor === outcome?.winMinor,
    'the events': canonicalJson(redrawn.events) === canonicalJson(outcome?.events),
  };
  return Object.keys(same).filter((name) => !same[name]);
}

/**
 * Why a settled round is not to be shown again, or undefined. The draw must be of the mechanics that the round was played
 * by, and must come to what was paid, to the event.
 */
export function redrawRefusal(round: Round, answer: RedrawAnswer): Refusal | undefined {
  const detail = (text: string) => ({ round_id: round.roundId, detail: text });
  switch (answer.kind) {
    case 'unknown':
      return { code: 'UPSTREAM_UNAVAILABLE', facts: detail('the game server did not answer') };
    case 'not_possible':
      return { code: 'REPLAY_NOT_POSSIBLE', facts: detail('the game server cannot draw it again') };
    case 'not_found':
      return { code: 'REPLAY_DIFFERS', facts: detail('the game server does not know this spin') };
    case 'drawn': {
      const { mechanicsVersion } = answer.redrawn;
      if (mechanicsVersion !== round.outcome?.mechanicsVersion)
        return { code: 'REPLAY_NOT_POSSIBLE', facts: detail(`drawn by ${mechanicsVersion}`) };
      const found = differences(round, answer.redrawn);
      return found.length === 0
        ? undefined
        : { code: 'REPLAY_DIFFERS', facts: detail(`what differs: ${found.join(', ')}`) };
    }
  }
}

/** Why a round has neither receipt nor replay, or undefined when it is settled. */
export function unsettledRefusal({ state, roundId }: Round): Refusal | undefined {
  if (state === 'SETTLED') return undefined;
  const facts = { round_id: roundId };
  return isTerminal(state)
    ? { code: 'ROUND_CANCELLED', facts }
    : { code: 'ROUND_NOT_SETTLED', facts: { ...facts, retry_after_ms: 3_000 } };
}
