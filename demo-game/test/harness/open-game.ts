import { readFileSync } from 'node:fs';
import type { FrameLocator, Page } from '@playwright/test';
import type { GameConfig, GameEvent, PromoNews, RoundResult, RoundSummary } from '@roundgate/contract';
import { tenseReels } from '../../src/model/anticipation.ts';
import { restingReels } from '../../src/model/resting-window.ts';
import { parseSlotModel } from '../../src/model/slot-model.ts';
import { quickenGames } from './fast-time.ts';
import { closed, findSpin, roundOf, spinEvents } from './rounds.ts';
import type { GameWord, Scenario, SpinAnswer } from './scenario.ts';

const MODEL_FILE = new URL('../../../apps/studio-rgs/models/night-market.96.json', import.meta.url);
/** The maths of the game under test. */
export const MODEL = parseSlotModel(JSON.parse(readFileSync(MODEL_FILE, 'utf8')));

/** A configuration as the loader would give it. */
export const config = (changes: Partial<GameConfig> = {}): GameConfig => ({
  game_id: 'g-night-market',
  locale: 'en',
  currency: 'EUR',
  exponent: 2,
  stake_levels_minor: [10, 20, 50, 100, 200, 500, 1000],
  default_stake_minor: 100,
  rtp: '0.9600',
  rtp_profile: '96',
  model_path: 'maths/night-market.96.json',
  min_round_ms: 0,
  features: { autoplay: false, turbo: false, bonus_buy: false, jackpot: false },
  mode: 'real',
  celebrate_below_stake: false,
  require_release: false,
  autoplay_max_rounds: null,
  balance: { amount_minor: 1_000_00, currency: 'EUR', exponent: 2 },
  muted: true,
  resume: null,
  ...changes,
});

const STAKE = 100;
const answer = (events: readonly GameEvent[], n: number): { result: RoundResult } => ({
  result: roundOf(events, STAKE, n),
});
const cells = [
  { reel: 0, row: 0 },
  { reel: 2, row: 1 },
  { reel: 4, row: 2 },
];
const quiet = () => spinEvents(MODEL, restingReels(MODEL).stops, STAKE);
const paying = () => findSpin(MODEL, STAKE, [2, 5]).slice(0, -1);

/** Two free spins after the first and one more won in them: as the engine tells it, and shorter than it comes. */
function freeSpins(): GameEvent[] {
  const won = paying();
  const win_minor = won.reduce((sum, event) => sum + ('pay_minor' in event ? event.pay_minor : 0), 0);
  return closed([
    ...quiet(),
    { type: 'free_spins_awarded', count: 2, total: 2, multiplier: 2, cells },
    { type: 'free_spin_started', index: 1, total: 2 },
    ...won,
    { type: 'free_spins_awarded', count: 1, total: 3, multiplier: 2, cells },
    { type: 'free_spin_started', index: 2, total: 3 },
    ...quiet(),
    { type: 'free_spin_started', index: 3, total: 3 },
    ...quiet(),
    { type: 'free_spins_ended', win_minor },
  ]);
}

/** Answers to be scripted. */
export const ANSWERS = {
  noWin: answer(closed(quiet()), 1),
  lessThanStake: answer(findSpin(MODEL, STAKE, [0.1, 0.9]), 2),
  win: answer(
    findSpin(MODEL, STAKE, [2, 9], (events) => events.filter(({ type }) => type === 'line_win').length > 1),
    3,
  ),
  huge: answer(findSpin(MODEL, STAKE, [26, 80]), 4),
  tense: answer(
    findSpin(MODEL, STAKE, [0, 0], ([stopped]) => {
      const tense = stopped?.type === 'reels_stopped' ? tenseReels(MODEL, 'base', stopped.window) : [];
      return tense[3] === true;
    }),
    11,
  ),
  scatter: answer(
    findSpin(MODEL, STAKE, [5, 9], (events) => events.some(({ type }) => type === 'scatter_win')),
    5,
  ),
  freeSpins: answer(freeSpins(), 6),
  bonus: answer(
    closed([
      ...quiet(),
      {
        ...{ type: 'bonus_prize', symbol: 'ENV', cells, pay_minor: 1_500 },
        others: [500, 1_000, 2_500, 5_000, 10_000],
      },
    ]),
    7,
  ),
  capped: answer(
    [...paying(), { type: 'win_capped', cap_minor: 150 }, { type: 'round_ended', win_minor: 150 }],
    8,
  ),
  unknownEvent: answer(
    [...quiet(), { type: 'meteor_shower' } as unknown as GameEvent, { type: 'round_ended', win_minor: 0 }],
    9,
  ),
  mismatch: {
    result: {
      ...roundOf(closed(quiet()), STAKE, 10),
      win: { amount_minor: 900, currency: 'EUR', exponent: 2 },
    },
  },
} as const satisfies Record<string, SpinAnswer>;

/** A page of the player's history, newest first. */
export const summaries = (count: number): RoundSummary[] =>
  Array.from({ length: count }, (_, index) => ({
    round_id: `rnd-history-${String(count - index).padStart(4, '0')}`,
    spin_id: `spin-${index}`,
    session_id: 's-harness',
    game_id: 'g-night-market',
    build_hash: `sha256:${'ab'.repeat(32)}`,
    state: index === 1 ? 'DECLINED' : 'SETTLED',
    stake: { amount_minor: 100, currency: 'EUR', exponent: 2 },
    win: index === 1 ? null : { amount_minor: index * 30, currency: 'EUR', exponent: 2 },
    accepted_at: '2026-11-20T20:00:00.000Z',
    closed_at: '2026-11-20T20:00:01.000Z',
    attempts: 0,
  }));

/** An answer as a packet of free spins is answered. */
export const asFree = ({ result }: { result: RoundResult }): { result: RoundResult } => ({
  result: { ...result, spin_type: 'free' },
});

/** A round that won the largest meter beside what the game itself has won. */
export const JACKPOT_MINOR = 5_012_34;
export const withJackpot = ({ result }: { result: RoundResult }): { result: RoundResult } => ({
  result: {
    ...result,
    jackpot: {
      jackpot_id: 'night-market.grand',
      amount: { amount_minor: JACKPOT_MINOR, currency: 'EUR', exponent: 2 },
    },
  },
});

/** What the loader tells of promotions. */
export const promo = (changes: Partial<PromoNews> = {}): { promo: PromoNews } => ({
  promo: { free_spins: [], jackpots: [], ...changes },
});
export const packet = (grant_id: string, count: number, used = 0, won_minor = 0, minor = 50) => ({
  ...{ grant_id, bet_size: { amount_minor: minor, currency: 'EUR' as const, exponent: 2 as const }, count },
  ...{ used, won_minor, expires_at: '2099-12-31T22:00:00.000Z' },
});
export const meter = (tier: string, meter_minor: number | null) => ({
  ...{ jackpot_id: `night-market.${tier}`, meter_minor, one_in_minor: 50_000_000 },
});

/** A game on its start screen. */
export interface OpenGame {
  readonly frame: FrameLocator;
  /** Errors that the browser logged: policy violations, exceptions. */
  readonly errors: string[];
  /** What the game has said to the loader, by type. */
  words(type?: string): Promise<GameWord[]>;
  /** Speaks as the loader. */
  tell(type: string, fields?: object): Promise<void>;
  /** Leaves the start screen. */
  play(): Promise<void>;
  /** Presses spin and waits until the round is shown; answers the result line. */
  spin(): Promise<string>;
}

/**
 * Opens the harness with a scenario and waits for the game's first screen. Its time goes faster than the clock on the
 * wall, unless the test says that it is about time or movement.
 */
export async function openGame(
  page: Page,
  changes: Partial<Scenario> = {},
  { realTime = false }: { readonly realTime?: boolean } = {},
): Promise<OpenGame> {
  if (!realTime) await quickenGames(page);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  const scenario: Scenario = { config: config(), spins: [ANSWERS.noWin], history: [], ...changes };
  await page.goto(`/#${encodeURIComponent(JSON.stringify(scenario))}`);
  const frame = page.frameLocator('iframe');
  const words = async (type?: string) => {
    const all = await page.evaluate(() => window.harness?.words ?? []);
    return type ? all.filter((word) => word.type === type) : all;
  };
  await page.waitForFunction(() =>
    window.harness?.words.some(({ type }) => type === 'ready' || type === 'fault'),
  );
  const shown = (count: number) =>
    page.waitForFunction(
      (least) => window.harness.words.filter(({ type }) => type === 'round-shown').length >= least,
      count,
      { timeout: 45_000 },
    );
  return {
    frame,
    errors,
    words,
    tell: (type, fields = {}) =>
      page.evaluate(([name, rest]) => window.harness.tell(name, rest), [type, fields] as const),
    play: () => frame.locator('.play').click(),
    async spin() {
      const before = (await words('round-shown')).length;
      await frame.locator('.control.spin').click();
      await shown(before + 1);
      return (await frame.locator('.result').textContent()) ?? '';
    },
  };
}
