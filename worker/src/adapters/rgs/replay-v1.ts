import { OPERATIONS } from '@roundgate/contract';
import type { ReplayPort } from '../../domain/ports.ts';
import type { RedrawAnswer } from '../../domain/receipts/redraw.ts';
import { askPartner, type PartnerEndpoint } from '../partner-call.ts';

type ReplayAnswer = ReturnType<typeof OPERATIONS.rgsReplay.response.parse>;

const toRedraw = (answer: ReplayAnswer): RedrawAnswer => ({
  kind: 'drawn',
  redrawn: {
    roundId: answer.round_id,
    spinId: answer.spin_id,
    buildHash: answer.build_hash,
    stakeMinor: answer.stake.amount_minor,
    winMinor: answer.win.amount_minor,
    events: answer.events,
    matches: answer.matches,
    voided: answer.voided,
    mechanicsVersion: answer.mechanics_version,
    modelHash: answer.model_hash,
    seedId: answer.seed_id,
    nonce: answer.nonce,
  },
});

/** What the game server can tell of rounds that are over (spec R2), over signed HTTP. */
export const replayV1 = (endpoint: PartnerEndpoint): ReplayPort => ({
  async replay({ spinId }, traceId) {
    const { path, response } = OPERATIONS.rgsReplay;
    const answer = await askPartner(endpoint, path.replace('{spin_id}', spinId), response, traceId);
    if (answer.kind === 'ok') return toRedraw(answer.body);
    if (answer.kind === 'unknown') return answer;
    // A studio that has no replay at all answers that there is nothing at this address.
    return { kind: answer.code === 'SPIN_NOT_FOUND' ? 'not_found' : 'not_possible', why: answer.code };
  },

  async commitmentOf(seedId, traceId) {
    const { path, response } = OPERATIONS.rgsListSeeds;
    const answer = await askPartner(endpoint, path, response, traceId);
    const seed =
      answer.kind === 'ok' ? answer.body.seeds.find(({ seed_id }) => seed_id === seedId) : undefined;
    return seed?.commitment ?? null;
  },
});
