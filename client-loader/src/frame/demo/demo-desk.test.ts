import { readFileSync } from 'node:fs';
import {
  type DemoInfo,
  type DemoRounds,
  MarketView,
  money,
  OPERATIONS,
  RoundAnswer,
  SessionInfo,
} from '@roundgate/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { compileModel, parseSlotModelText, playRound } from '../../../../apps/studio-rgs/src/maths/index.ts';
import { type Answer, Api } from '../api.ts';
import { BetMemory } from '../memory.ts';
import { playRound as playBet } from '../rounds.ts';
import { DemoDesk } from './demo-desk.ts';
import { scaleRound, uniformBelow } from './scale.ts';

const INFO = OPERATIONS.openDemo.examples.response as DemoInfo;
const market = MarketView.parse({ ...INFO.market, min_round_ms: 2_500, max_stake: money(200, 'EUR') });
const lost = { win_minor: 0, features: [], events: [{ type: 'round_ended' as const, win_minor: 0 }] };
const won = { win_minor: 30, features: [], events: [{ type: 'round_ended' as const, win_minor: 30 }] };
const book = { unit_stake_minor: 10, rounds: [lost, won] } as unknown as DemoRounds;

let nowMs = 0;
let next = 0;
const newDesk = (info: Partial<DemoInfo> = {}): DemoDesk => {
  const desk = new DemoDesk(
    { ...INFO, market, ...info },
    () => nowMs,
    () => next,
  );
  desk.giveBook(book);
  return desk;
};
/** The loader's own way to ask. */
const apiOf = (desk: DemoDesk): Api => new Api(desk.fetch, () => nowMs);
const bet = (desk: DemoDesk, stakeMinor: number, roundId = `rnd-demo000${nowMs}`) =>
  apiOf(desk).call<RoundAnswer>('POST', '/v1/rounds', {
    round_id: roundId,
    stake: money(stakeMinor, 'EUR'),
    spin_type: 'cash',
  });
const bodyOf = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.code);
  return answer.body;
};
const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'played' : answer.code);

beforeEach(() => {
  nowMs = 1_000_000;
  next = 0;
});

describe('a demo', () => {
  it('is a session and its rounds are rounds, as the contract has them', async () => {
    const desk = newDesk();
    next = 1;
    const session = SessionInfo.parse(desk.session());
    expect([session.country, session.balance?.amount_minor]).toEqual(['MT', 100_000]);
    expect(RoundAnswer.parse(bodyOf(await bet(desk, 100))).result.win.amount_minor).toBe(300);
    expect(SessionInfo.parse(desk.session()).rg.totals).toMatchObject({
      rounds: 1,
      staked: { amount_minor: 100 },
      won: { amount_minor: 300 },
      net: { amount_minor: 200 },
    });
  });

  it('moves play money only: the balance goes down by the stake and up by the win', async () => {
    const desk = newDesk({ balance: money(250, 'EUR') });
    expect(bodyOf(await bet(desk, 100)).balance?.amount_minor).toBe(150);
    nowMs += 2_500;
    next = 1;
    expect(bodyOf(await bet(desk, 100)).balance?.amount_minor).toBe(350);
  });

  it.each([
    ['over the cap of the market', 210, 'STAKE_NOT_ALLOWED'],
    ['that the unit does not divide', 105, 'STAKE_NOT_ALLOWED'],
    ['of nothing', 0, 'STAKE_NOT_ALLOWED'],
    ['over the balance', 100, 'INSUFFICIENT_FUNDS'],
  ])('refuses a stake %s', async (_, stakeMinor, code) => {
    const desk = newDesk({ balance: money(50, 'EUR') });
    expect(codeOf(await bet(desk, stakeMinor))).toBe(code);
    expect(desk.session().balance?.amount_minor).toBe(50);
  });

  it('keeps to the shortest round of the market, from start to start', async () => {
    const desk = newDesk();
    await bet(desk, 100, 'rnd-demo0001');
    nowMs += 2_400;
    expect(await bet(desk, 100, 'rnd-demo0002')).toEqual({
      ok: false,
      code: 'ROUND_TOO_FAST',
      retryAfterMs: 100,
    });
    nowMs += 100;
    expect(codeOf(await bet(desk, 100, 'rnd-demo0002'))).toBe('played');
  });

  it('is played by the loader like real play, which waits where the floor makes it wait', async () => {
    const desk = newDesk();
    const tools = {
      api: apiOf(desk),
      memory: new BetMemory('demo', undefined),
      now: () => nowMs,
      pause: async (ms: number) => {
        nowMs += ms;
      },
      onWaiting: () => {},
    };
    const startedMs = nowMs;
    for (let round = 0; round < 3; round += 1)
      expect((await playBet(`rnd-demo000${round}`, { stake: money(100, 'EUR') }, tools)).ok).toBe(true);
    expect(nowMs - startedMs).toBe(5_000);
  });

  it('answers a repeated round id with the same round, and takes its stake once', async () => {
    const desk = newDesk();
    const first = bodyOf(await bet(desk, 100, 'rnd-demo0001'));
    next = 1;
    const again = bodyOf(await bet(desk, 100, 'rnd-demo0001'));
    expect(again).toEqual({ ...first, replayed: true });
    expect(bodyOf(await apiOf(desk).call<RoundAnswer>('GET', '/v1/rounds/rnd-demo0001'))).toEqual({
      ...first,
      replayed: true,
    });
    expect(desk.session().balance?.amount_minor).toBe(99_900);
  });

  it('tells its own rounds, newest first, page by page', async () => {
    const desk = newDesk();
    for (const id of ['rnd-demo0001', 'rnd-demo0002', 'rnd-demo0003']) {
      await bet(desk, 100, id);
      nowMs += 2_500;
    }
    type Page = { rounds: { round_id: string }[]; next_before: string | null };
    const read = async (query: string) => {
      const page = bodyOf(await apiOf(desk).call<Page>('GET', `/v1/rounds?${query}`));
      expect(OPERATIONS.listRounds.response.safeParse(page).success).toBe(true);
      return [page.rounds.map(({ round_id }) => round_id), page.next_before];
    };
    expect(await read('limit=2')).toEqual([['rnd-demo0003', 'rnd-demo0002'], 'rnd-demo0002']);
    expect(await read('limit=2&before=rnd-demo0002')).toEqual([['rnd-demo0001'], null]);
  });

  it('waits until label and warnings are seen, as real play does', async () => {
    const attest = async (...seen: readonly string[]) => {
      const names = ['age_label', 'warnings'];
      const evidence = seen.map((each, index) => ({
        element: names[index],
        seen: each,
        ratio: 1,
        for_ms: 1,
      }));
      return bodyOf(await apiOf(newDesk()).call('POST', '/v1/session/ui-evidence', { evidence }));
    };
    expect(newDesk().session().ui_required).toEqual(['age_label', 'warnings']);
    expect(await attest('visible')).toEqual({ complete: false, missing: ['warnings'] });
    expect(await attest('visible', 'hidden')).toEqual({ complete: false, missing: ['warnings'] });
    expect(await attest('visible', 'unknown')).toEqual({ complete: true, missing: [] });
  });

  it('knows nothing of money, wallets or people', async () => {
    const desk = newDesk();
    for (const path of ['/v1/launch', '/v1/events/batch', '/v1/token/refresh'])
      expect(codeOf(await apiOf(desk).call('POST', path, {}))).toBe('NOT_FOUND');
  });
});

describe('a round of the book', () => {
  const text = readFileSync(
    new URL('../../../../apps/studio-rgs/models/night-market.96.json', import.meta.url),
    'utf8',
  );
  const model = compileModel(parseSlotModelText(text));

  it('times a stake is to the minor unit what the engine pays for that stake', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const draws = (): ((label: string, bound: number) => number) => {
        let mix = seed;
        return (_, bound) => {
          mix = (mix * 48_271) % 2_147_483_647;
          return mix % bound;
        };
      };
      const unit = playRound(model, 10, draws());
      const large = playRound(model, 370, draws());
      const round = { win_minor: unit.winMinor, features: unit.features, events: unit.events };
      expect(scaleRound(round, 37), `seed ${seed}`).toEqual({
        win_minor: large.winMinor,
        features: large.features,
        events: large.events,
      });
    }
  });

  it('keeps counts and positions as they are, and scales the prizes that were not drawn too', () => {
    const prize = {
      type: 'bonus_prize',
      symbol: 'B',
      cells: [{ reel: 1, row: 2 }],
      pay_minor: 5,
      others: [1, 2],
    };
    const free = { type: 'free_spin_started', index: 2, total: 8 };
    const round = { win_minor: 5, features: [], events: [prize, free] } as unknown as typeof lost;
    expect(scaleRound(round, 10).events).toEqual([{ ...prize, pay_minor: 50, others: [10, 20] }, free]);
  });

  it('is picked evenly: words that would favour the first rounds are thrown away', () => {
    const words = [4_294_967_295, 4_294_967_290, 7];
    expect(uniformBelow(1_000, () => words.shift() ?? 0)).toBe(7);
    const counts = new Array<number>(4).fill(0);
    for (let draw = 0; draw < 4_000; draw += 1) {
      const picked = uniformBelow(4);
      counts[picked] = (counts[picked] ?? 0) + 1;
    }
    // Six deviations: once in half a billion runs.
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(165);
  });
});
