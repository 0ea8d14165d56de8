import type { JackpotRules, JackpotView, StoredEvent } from '@roundgate/contract';
import { signedCall } from '../fixtures/signed-call.ts';
import type { Stack } from '../fixtures/stack.ts';
import type { MeterFigures } from './figures.ts';
import type { LoadPlan, Promo } from './promo.ts';

/** What is staked in a minute, about, in minor units: by one player, and by all whom a small machine can serve. It only sets the odds. */
const STAKED_BY_ONE_MINOR = 400;
const STAKED_BY_ALL_MINOR = 30_000;
/** How often each meter should fall in a run. */
const HITS = 12;
const SETTLES_WITHIN_MS = 30_000;

const rules = (change: Pick<JackpotRules, 'trigger' | 'seed_minor'>): JackpotRules => ({
  ...{ game_ids: ['g-night-market'], currency: 'EUR', contribution_ppm: 30_000, reserve_ppm: 200_000 },
  ...change,
});

/** A meter that falls by chance and one that must fall by an amount, both several times in a run. */
export class JackpotsPromo implements Promo {
  readonly #ids = ['load.random', 'load.must-hit'] as const;

  async prepare(stack: Stack, { players, minutes }: LoadPlan): Promise<void> {
    const staked = minutes * Math.min(players * STAKED_BY_ONE_MINOR, STAKED_BY_ALL_MINOR);
    const perHit = Math.max(200, Math.ceil(staked / HITS));
    const cap = 500 + Math.ceil(perHit * 0.024);
    const all = [
      rules({ seed_minor: 1_000, trigger: { kind: 'random', one_in_minor: perHit } }),
      rules({ seed_minor: 500, trigger: { kind: 'must_hit_by', cap_minor: cap } }),
    ];
    for (const [index, id] of this.#ids.entries())
      await signedCall(
        stack,
        stack.urls.gatewayApi,
        'key-compliance',
        'PUT',
        `/v1/jackpots/${id}`,
        all[index],
      );
  }

  /** All meters of the game, the sandbox's own too, beside the chains, once what is on its way between them has come; asks for at most half a minute. */
  async meters(stack: Stack, events: readonly StoredEvent[]): Promise<MeterFigures[]> {
    const endMs = Date.now() + SETTLES_WITHIN_MS;
    for (;;) {
      const meters = await readMeters(stack, events);
      const isThere = meters.every((one) => one.contributedMinor === one.chainContributedMinor);
      if (isThere || Date.now() > endMs) return meters;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function readMeters(stack: Stack, events: readonly StoredEvent[]): Promise<MeterFigures[]> {
  const path = '/v1/jackpots?game_id=g-night-market';
  const { jackpots } = await signedCall<{ jackpots: JackpotView[] }>(
    stack,
    stack.urls.gatewayApi,
    'key-compliance',
    'GET',
    path,
  );
  return jackpots.map((view) => figuresOf(view, events));
}

function figuresOf({ jackpot_id: id, totals }: JackpotView, events: readonly StoredEvent[]): MeterFigures {
  const sum = (type: 'jackpot_contribution' | 'jackpot_win'): number =>
    events.reduce(
      (all, { event }) =>
        all + (event.type === type && event.jackpot_id === id ? event.amount.amount_minor : 0),
      0,
    );
  return {
    jackpotId: id,
    contributedMinor: totals.contributed_minor,
    seedsMinor: totals.seeds_minor,
    meterMinor: totals.meter_minor,
    reserveMinor: totals.reserve_minor,
    paidMinor: totals.paid_minor,
    chainContributedMinor: sum('jackpot_contribution'),
    chainWonMinor: sum('jackpot_win'),
  };
}
