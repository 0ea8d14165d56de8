import { money, OPERATIONS, sameMoney } from '@roundgate/contract';
import type { RgsPort } from '../../domain/ports.ts';
import type { DrawAnswer, DrawnFeature } from '../../domain/rounds/inputs.ts';
import type { Round } from '../../domain/rounds/round.ts';
import { callPartner, type PartnerEndpoint } from '../partner-call.ts';

type SpinAnswer = ReturnType<typeof OPERATIONS.rgsSpin.response.parse>;

/** True when what goes into pools is part of this stake. */
const isPartOfStake = ({ currency, stakeMinor }: Round, { rgs_txns }: SpinAnswer): boolean =>
  rgs_txns.every(({ amount }) => amount.currency === currency) &&
  rgs_txns.reduce((sum, { amount }) => sum + amount.amount_minor, 0) <= stakeMinor;

/** True when the answer is about this very bet: same spin, stake, and a win in the same currency. */
const echoes = (round: Round, answer: SpinAnswer): boolean =>
  answer.spin_id === round.spinId &&
  answer.round_id === round.roundId &&
  answer.outcome.win.currency === round.currency &&
  sameMoney(answer.stake, money(round.stakeMinor, round.currency)) &&
  isPartOfStake(round, answer);

/** What the outcome says of itself that a market may forbid; a contribution to a pool is a jackpot by any name. */
function usesOf({ outcome, rgs_txns }: SpinAnswer): DrawnFeature[] {
  const told = (feature: DrawnFeature) => outcome.features.some(({ type }) => type === feature);
  const jackpot = told('jackpot') || rgs_txns.length > 0 || Boolean(outcome.jackpot);
  return [...(told('bonus_buy') ? (['bonus_buy'] as const) : []), ...(jackpot ? (['jackpot'] as const) : [])];
}

function toDraw(round: Round, answer: SpinAnswer): DrawAnswer {
  if (!echoes(round, answer)) return { kind: 'unknown', why: 'the answer is about another bet' };
  const { outcome } = answer;
  const { jackpot } = outcome;
  const contributions = answer.rgs_txns.map(({ jackpot_id, amount }) => ({
    jackpotId: jackpot_id,
    amountMinor: amount.amount_minor,
  }));
  return {
    kind: 'drawn',
    sessionId: answer.session_id,
    buildHash: answer.build_hash,
    uses: usesOf(answer),
    ...(jackpot && { hit: { jackpotId: jackpot.jackpot_id, run: jackpot.run } }),
    outcome: {
      winMinor: outcome.win.amount_minor,
      events: outcome.events,
      features: outcome.features,
      mechanicsVersion: answer.mechanics_version,
      telemetryRef: answer.telemetry_ref,
      drawnAtMs: Date.parse(answer.drawn_at),
      ...(contributions.length > 0 && { contributions }),
    },
  };
}

const grantOf = ({ mode }: Round) => (mode.grantId === null ? {} : { grant_id: mode.grantId });

/** The RGS contract v1 over signed HTTP (spec S1, S2). */
export const rgsV1 = (endpoint: PartnerEndpoint): RgsPort => ({
  async announce(who, session, flags, token, traceId) {
    const body = {
      session_id: session.sessionId,
      operator_id: who.operatorId,
      player_id: who.playerId,
      game_id: session.gameId,
      build_hash: session.buildHash,
      rtp_profile: session.rtpProfile,
      jwt: token,
      geo: session.country,
      currency: session.currency,
      rg_flags: flags,
    };
    const { path, response } = OPERATIONS.rgsCreateSession;
    return (await callPartner(endpoint, path, body, response, traceId)).kind;
  },

  async grant(who, grant, traceId) {
    const body = {
      grant_id: grant.grantId,
      operator_id: who.operatorId,
      player_id: who.playerId,
      game_id: grant.gameId,
      count: grant.count,
      bet_size: money(grant.betMinor, grant.currency),
    };
    const { path, response } = OPERATIONS.rgsGrantFreeSpins;
    const answer = await callPartner(endpoint, path, body, response, traceId);
    return answer.kind === 'ok' ? { kind: 'ok' } : answer;
  },

  async draw(round, traceId, jackpots = []) {
    const body = {
      spin_id: round.spinId,
      round_id: round.roundId,
      session_id: round.sessionId,
      stake: money(round.stakeMinor, round.currency),
      spin_type: round.spinType,
      ...grantOf(round),
      idempotency_key: round.uid,
      ...(jackpots.length > 0 && { jackpots }),
    };
    const { path, response } = OPERATIONS.rgsSpin;
    const answer = await callPartner(endpoint, path, body, response, traceId);
    return answer.kind === 'ok' ? toDraw(round, answer.body) : answer;
  },

  async void(round, ifDrawn, traceId) {
    const body = {
      session_id: round.sessionId,
      round_id: round.roundId,
      idempotency_key: round.uid,
      if_drawn: ifDrawn,
      ...grantOf(round),
      reason: round.undo?.code ?? 'UNKNOWN',
    };
    const { path, response } = OPERATIONS.rgsVoid;
    const answer = await callPartner(endpoint, path, body, response, traceId);
    if (answer.kind === 'ok')
      return answer.body.status === 'voided'
        ? { kind: 'voided', jackpotId: answer.body.jackpot_id ?? null }
        : { kind: 'already_drawn' };
    return { kind: 'unknown', why: answer.kind === 'refused' ? `refused: ${answer.code}` : answer.why };
  },
});
