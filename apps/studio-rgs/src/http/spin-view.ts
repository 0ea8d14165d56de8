import { type Currency, money, toTimestamp } from '@roundgate/contract';
import { type Outcome, playsOf } from '../spins/draw-spin.ts';
import type { StoredSpin } from '../spins/spin-types.ts';

/** An outcome in the stored text form, with its win as money. */
export function outcomeView(outcomeJson: string, currency: Currency) {
  const { winMinor, features, events, jackpot } = JSON.parse(outcomeJson) as Outcome;
  return { win: money(winMinor, currency), features, events, jackpot: jackpot ?? null };
}

/** The facts that every answer about a spin begins with. */
export const spinFacts = (spin: StoredSpin) => ({
  spin_id: spin.spinId,
  round_id: spin.roundId,
  session_id: spin.session.sessionId,
  build_hash: spin.session.buildHash,
  stake: money(spin.stakeMinor, spin.currency),
});

/** What the stake puts into each pool; nothing is told where it is less than one minor unit so far. */
const contributionsOf = (spin: StoredSpin) =>
  playsOf(spin)
    .filter(({ contributedMinor }) => contributedMinor > 0)
    .map(({ offer, contributedMinor }) => ({
      type: 'jackpot_contribution' as const,
      jackpot_id: offer.jackpot_id,
      amount: money(contributedMinor, spin.currency),
    }));

/** The answer to a spin: a function of the stored row, but for `replayed`. */
export const spinView = (spin: StoredSpin, replayed: boolean) => ({
  ...spinFacts(spin),
  outcome: outcomeView(spin.outcomeJson, spin.currency),
  rgs_txns: contributionsOf(spin),
  telemetry_ref: `evt-${spin.key}`,
  mechanics_version: spin.mechanicsVersion,
  drawn_at: toTimestamp(spin.drawnMs),
  replayed,
});
