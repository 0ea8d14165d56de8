import {
  type Money,
  OPERATIONS,
  type ReplayInfo,
  type RoundAnswer,
  RoundView,
  SessionInfo,
} from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { type Answer, Api } from '../api.ts';
import { BetMemory } from '../memory.ts';
import { finishRound, playRound } from '../rounds.ts';
import { ReplayDesk } from './replay-desk.ts';

const INFO = OPERATIONS.openReplay.examples.response as ReplayInfo;
const { round_id, stake } = INFO.result;
const NOW_MS = Date.UTC(2026, 0, 31);

const apiOf = (desk = new ReplayDesk(INFO, NOW_MS)): Api => new Api(desk.fetch, () => NOW_MS);
const bodyOf = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.code);
  return answer.body;
};

describe('a replay', () => {
  it('is a session of nobody, as the contract has them, with the recorded round under way', () => {
    const session = SessionInfo.parse(new ReplayDesk(INFO, NOW_MS).session());
    expect(session).toMatchObject({
      ...{ player_id: 'p-replay', open_round_id: round_id, balance: null, ui_required: [] },
      last_round: { status: 'pending', round_id },
    });
  });

  it('is begun and played by the loader like real play, and every round of it is the recorded one', async () => {
    const tools = {
      ...{ api: apiOf(), memory: new BetMemory('replay', undefined), now: () => NOW_MS, onWaiting: () => {} },
      pause: async () => {},
    };
    const begun = await finishRound(round_id, tools);
    const again = await playRound('rnd-00000009', { stake: stake as Money }, tools);
    for (const end of [begun, again])
      expect(end).toMatchObject({ ok: true, answer: { result: INFO.result } });
  });

  it('tells no balance and moves none', async () => {
    const api = apiOf();
    const play = () => api.call<RoundAnswer>('POST', '/v1/rounds', { round_id: 'rnd-00000009', stake });
    const [first, second] = [bodyOf(await play()), bodyOf(await play())];
    expect(RoundView.parse(first)).toMatchObject({ balance: null, replayed: true, settlement: 'done' });
    expect(second).toEqual(first);
    const { rg } = bodyOf(await api.call<SessionInfo>('GET', '/v1/session'));
    expect(rg.totals).toMatchObject({ rounds: 0, staked: { amount_minor: 0 }, net: { amount_minor: 0 } });
  });

  it('has a history of one round, and knows nothing else', async () => {
    const api = apiOf();
    const page = bodyOf(await api.call('GET', '/v1/rounds?limit=20'));
    expect(OPERATIONS.listRounds.response.parse(page).rounds.map((line) => line.round_id)).toEqual([
      round_id,
    ]);
    for (const [method, path] of [
      ['POST', '/v1/launch'],
      ['POST', '/v1/events/batch'],
      ['POST', '/v1/rg/limits'],
      ['GET', '/v1/rounds/rnd-00000009'],
    ] as const)
      expect(await api.call(method, path, {})).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });
});
