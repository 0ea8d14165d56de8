import { OPERATIONS, toTimestamp } from '@roundgate/contract';
import type { Context } from 'hono';
import type { ReplayAnswer } from '../../spins/spin-types.ts';
import type { AppEnv } from '../context.ts';
import { checked } from '../parse-request.ts';
import { ProblemError } from '../problem-error.ts';
import { outcomeView, spinFacts } from '../spin-view.ts';

type Replayed = Extract<ReplayAnswer, { kind: 'replayed' }>;

function replayedOf(answer: ReplayAnswer): Replayed {
  switch (answer.kind) {
    case 'replayed':
      return answer;
    case 'not_found':
      throw new ProblemError('SPIN_NOT_FOUND');
    case 'cannot_draw':
      throw new ProblemError('REPLAY_NOT_POSSIBLE', { detail: answer.detail });
    case 'nonce_replayed':
      throw new ProblemError('NONCE_REPLAYED');
  }
}

function replayView({ spin, outcomeJson, draws, matches, voided }: Replayed) {
  const { win, events } = outcomeView(outcomeJson, spin.currency);
  return {
    ...spinFacts(spin),
    win,
    events,
    matches,
    voided,
    mechanics_version: spin.mechanicsVersion,
    model_hash: spin.modelHash,
    seed_id: spin.seedId,
    nonce: spin.nonce,
    draws: [...draws],
    drawn_at: toTimestamp(spin.drawnMs),
  };
}

/** `rgsReplay`: win, events and draws are those of the draw made now; `matches` compares them with the stored row. */
export async function replay(c: Context<AppEnv>): Promise<Response> {
  const params = OPERATIONS.rgsReplay.params;
  if (!params) throw new Error('rgsReplay has no path parameters');
  const { spin_id } = checked(params, { spin_id: c.req.param('spin_id') }) as { spin_id: string };
  c.get('logged').spin_id = spin_id;
  const key = spin_id.slice('spin-'.length);
  const replayed = replayedOf(await c.get('services').spins.replay(key, c.get('call')));
  c.get('logged').matches = replayed.matches;
  return c.json(replayView(replayed));
}
