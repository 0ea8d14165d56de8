import type { MarketTerms } from '@roundgate/contract';
import type { JackpotPort } from '../domain/jackpots/port.ts';
import { screenDraw } from '../domain/markets/play-refusal.ts';
import type { RgsPort } from '../domain/ports.ts';
import type { DrawAnswer, VoidAnswer } from '../domain/rounds/inputs.ts';
import { claimKey } from '../domain/rounds/keys.ts';
import type { Round } from '../domain/rounds/round.ts';

type Drawn = Extract<DrawAnswer, { kind: 'drawn' }>;

/** The draw with what its pool pays for a hit: no answer leaves here whose amount is not decided (attack rule 8). */
async function claimed(answer: Drawn, round: Round, jackpots: JackpotPort): Promise<DrawAnswer> {
  const { hit, ...drawn } = answer;
  if (!hit) return answer;
  const { gameId, currency } = round;
  const claim = { key: claimKey(round), gameId, currency, run: hit.run };
  const paid = await jackpots.claim(hit.jackpotId, claim);
  switch (paid.kind) {
    case 'won': {
      const jackpot = { jackpotId: hit.jackpotId, amountMinor: paid.amountMinor };
      return { ...drawn, outcome: { ...drawn.outcome, jackpot } };
    }
    case 'missed':
      return drawn;
    case 'refused':
      return { kind: 'refused', code: 'ROUND_REFUSED' };
    case 'unknown':
      return { kind: 'unknown', why: `the pool: ${paid.why}` };
  }
}

/** A void counts once the pool has its money back, or can never pay this round. */
async function released(answer: VoidAnswer, round: Round, jackpots: JackpotPort): Promise<VoidAnswer> {
  if (answer.kind !== 'voided') return answer;
  const jackpotId = round.outcome?.jackpot?.jackpotId ?? answer.jackpotId;
  if (!jackpotId) return answer;
  return (await jackpots.release(jackpotId, claimKey(round)))
    ? answer
    : { kind: 'unknown', why: 'the pool did not answer' };
}

/**
 * The game server with the pools behind it: it is told the meters that a cash spin plays for, what it hit is claimed,
 * and what it voided is given back. An outcome that the market forbids is as good as none.
 */
export const withJackpots = (
  rgs: RgsPort,
  jackpots: JackpotPort | undefined,
  features: MarketTerms['features'],
): RgsPort => ({
  announce: (...call) => rgs.announce(...call),
  grant: (...call) => rgs.grant(...call),
  async draw(round, traceId) {
    const playsFor = jackpots && features.jackpot && round.spinType === 'cash';
    const offers = playsFor ? await jackpots.offers(round.gameId, round.currency) : [];
    const answer = screenDraw(await rgs.draw(round, traceId, offers), features);
    return jackpots && answer.kind === 'drawn' ? claimed(answer, round, jackpots) : answer;
  },
  async void(round, ifDrawn, traceId) {
    const answer = await rgs.void(round, ifDrawn, traceId);
    return jackpots ? released(answer, round, jackpots) : answer;
  },
});
